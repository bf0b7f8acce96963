package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dstasis.update} to write the page anew. */
class CommandLinePageTest {
    private static final String UPDATE = "stasis.update";

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        Path page = root().resolve("docs/command-line.md");
        if (System.getProperty(UPDATE) != null) {
            Files.writeString(page, text());
        }
        assertEquals(text(), Files.readString(page), "run this test with -D" + UPDATE);
    }

    /** The tests of a module run in the module's directory. */
    private static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    private static String text() {
        StringBuilder text = new StringBuilder("""
                # Command line

                Made from the option catalogue by `CommandLinePageTest`; do not edit.

                An option's long name is also its key in configuration files. Options without a value that say *no-* can be undone by
                `--no-NAME`. Options are accepted by every command, also by those that make no use of them.

                ## Commands

                | command | purpose | state |
                | --- | --- | --- |
                """);
        for (Command command : Command.values()) {
            row(text, "`" + command.word() + "`", command.purpose(), state(command.support()));
        }
        for (OptionCatalogue.Chapter chapter : OptionCatalogue.chapters()) {
            text.append("\n## ").append(chapter.title()).append("\n\n");
            row(text, "option", "", "commands", "meaning", "state");
            row(text, "---", "---", "---", "---", "---");
            chapter.options()
                    .forEach(option -> row(
                            text,
                            spelling(option),
                            option.negatable() ? "*no-*" : "",
                            commands(option),
                            option.help(),
                            state(option.support())));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append(Arrays.stream(cells)
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |")))
                .append('\n');
    }

    private static String spelling(Option<?> option) {
        String letter = option.letter().map(own -> "`-" + own + "`, ").orElse("");
        String value = switch (option.argument()) {
            case NONE -> "";
            case REQUIRED -> " " + option.valueName();
            case OPTIONAL -> "[=" + option.valueName() + "]";
        };
        return letter + "`--" + option.name() + value + "`";
    }

    private static String commands(Option<?> option) {
        return option.commands().equals(Command.all())
                ? "all"
                : Arrays.stream(Command.values())
                        .filter(option.commands()::contains)
                        .map(Command::word)
                        .collect(Collectors.joining(", "));
    }

    private static String state(Support support) {
        return switch (support.state()) {
            case SUPPORTED -> "";
            case REFUSED -> "refused: " + support.sentence();
            case ACCEPTED_UNUSED -> "no effect: " + support.sentence();
        };
    }
}
