package dev.stasis.app;

import dev.stasis.engine.api.option.Command;
import dev.stasis.engine.api.option.Option;
import dev.stasis.engine.api.option.OptionCatalogue;
import java.util.List;

/** The usage and help texts, made from the catalogue. */
final class HelpText {
    private static final int COLUMN = 26;
    private static final int WIDTH = 80;

    private HelpText() {}

    /** What is shown after a wrong command line. */
    static String usage(String program) {
        return "\nUsage:\n"
                + synopsis(program)
                + "\nCommands:\n"
                + commands()
                + "\n'" + program + " --help' shows all options.\n";
    }

    /** What {@code --help} shows. */
    static String full(String program) {
        StringBuilder text = new StringBuilder("\nUsage:\n")
                .append(synopsis(program))
                .append("\nCommands:\n")
                .append(commands())
                .append("\nOptions without a value can mostly be negated, as in --no-shell-job.\n")
                .append("What is marked [not yet] is refused.\n");
        for (OptionCatalogue.Chapter chapter : OptionCatalogue.chapters()) {
            text.append('\n').append(chapter.title()).append(":\n");
            chapter.options().stream().filter(Option::documented).forEach(option -> text.append(line(option)));
        }
        return text.toString();
    }

    private static String synopsis(String program) {
        List<String> forms = List.of(
                "dump|pre-dump -t PID [OPTIONS]",
                "restore [OPTIONS]",
                "check [--feature NAME]",
                "page-server",
                "lazy-pages -D DIR [OPTIONS]",
                "service [OPTIONS]",
                "dedup",
                "cpuinfo dump|check",
                "images show|decode|encode|info|explore ...",
                "demo");
        StringBuilder text = new StringBuilder();
        forms.forEach(form ->
                text.append("  ").append(program).append(' ').append(form).append('\n'));
        return text.toString();
    }

    private static String commands() {
        StringBuilder text = new StringBuilder();
        for (Command command : Command.values()) {
            if (command != Command.SWRK && command != Command.EXEC && command != Command.SHOW) {
                text.append(entry(
                        "  " + command.word(),
                        command.purpose() + (command.support().isRefused() ? " [not yet]" : "")));
            }
        }
        text.append(entry("  images", "read image sets: show, decode, encode, info, explore"));
        text.append(entry("  demo", "see a dump and a restore of a sample program"));
        return text.toString();
    }

    private static String line(Option<?> option) {
        String letter = option.letter().map(own -> "  -" + own + "|").orElse("     ");
        String value = switch (option.argument()) {
            case NONE -> "";
            case REQUIRED -> " " + option.valueName();
            case OPTIONAL -> "[=" + option.valueName() + "]";
        };
        boolean refused = option.support().isRefused();
        return entry(letter + "--" + option.name() + value, option.help() + (refused ? " [not yet]" : ""));
    }

    private static String entry(String head, String help) {
        StringBuilder text = new StringBuilder(head);
        int column = head.length();
        if (column >= COLUMN - 1) {
            text.append('\n').append(" ".repeat(COLUMN));
        } else {
            text.append(" ".repeat(COLUMN - column));
        }
        column = COLUMN;
        for (String word : help.split(" ", -1)) {
            if (column > COLUMN && column + 1 + word.length() > WIDTH) {
                text.append('\n').append(" ".repeat(COLUMN));
                column = COLUMN;
            }
            if (column > COLUMN) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.append('\n').toString();
    }
}
