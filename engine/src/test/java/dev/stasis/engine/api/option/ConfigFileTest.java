package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path directory;

    private static List<String> words(String text) {
        return ConfigFile.words(Path.of("f.conf"), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "tcp-established|--tcp-established",
                "'  log-file\t a.log '|--log-file,a.log",
                "log-file \"a b\"  # why|--log-file,a b",
                "log-file \"say \\\"hi\\\"\"|--log-file,say \"hi\"",
                "log-file \"a#b\"|--log-file,a#b",
                "log-file a#b|--log-file,a",
                "log-file a\"b|--log-file,a\"b",
                "log-file \"back\\\\slash\"|--log-file,back\\\\slash",
                "log-file #a|--log-file",
                "verbosity=4|--verbosity=4",
            })
    void isReadLineByLine(String line, String expected) {
        assertEquals(List.of(expected.split(",", -1)), words(line + "\n"));
    }

    @Test
    void mayHaveEmptyValuesEmptyLinesAndComments() {
        assertEquals(List.of("--log-file", ""), words("\n# nothing\n   \nlog-file \"\"\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-file \"", "log-file \"a b", "log-file a much more", "log-file \"a\" more"})
    void isRefusedWhereQuotesOrWordsAreWrong(String line) {
        CommandLineError error = assertThrows(CommandLineError.class, () -> words("shell-job\n" + line));
        assertTrue(error.toString().contains("f.conf:2"), error.toString());
    }

    @Test
    void countsInCriusOrder() throws IOException {
        Path system = write("system.conf", "log-file system\naction-script one\nshell-job");
        Path home = Files.createDirectory(directory.resolve("home"));
        Files.createDirectory(home.resolve(".criu"));
        Files.writeString(home.resolve(".criu/default.conf"), "log-file home\naction-script two\nconfig /nonexistent");
        Path variable = write("variable.conf", "work-dir variable");
        Path given = write("given.conf", "work-dir given");
        Environment environment =
                new Environment(Map.of("HOME", home.toString(), "CRIU_CONFIG_FILE", variable.toString()));
        CommandLine line = new CommandLine(environment, new ConfigSources(system, environment));

        Settings defaults = settings(line, "check");
        assertEquals(Optional.of("home"), defaults.get(LogOptions.FILE));
        assertEquals(List.of("one", "two"), defaults.get(CommonOptions.HOOKS));
        assertEquals(Optional.of("variable"), defaults.get(CommonOptions.WORK));

        Settings withFile = settings(line, "check", "--config", given.toString());
        assertEquals(Optional.empty(), withFile.get(LogOptions.FILE));
        assertEquals(Optional.of("given"), withFile.get(CommonOptions.WORK));

        Settings withoutDefaults = settings(line, "check", "--no-default-config");
        assertEquals(Optional.empty(), withoutDefaults.get(LogOptions.FILE));
        assertEquals(Optional.of("variable"), withoutDefaults.get(CommonOptions.WORK));

        Settings withLine = settings(line, "check", "-o", "line", "--no-shell-job");
        assertEquals(Optional.of("line"), withLine.get(LogOptions.FILE));
        assertEquals(false, withLine.get(TreeOptions.SHELL_JOB));
    }

    @Test
    void mayNotHoldUnknownOptionsOrCommands() throws IOException {
        Path file = write("bad.conf", "dump");
        Environment environment = new Environment(Map.of("CRIU_CONFIG_FILE", file.toString()));
        CommandLine line = new CommandLine(environment, new ConfigSources(directory.resolve("absent"), environment));
        assertEquals(
                "unrecognized option '--dump'",
                assertThrows(CommandLineError.class, () -> line.parse(List.of("check")))
                        .getMessage());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Settings settings(CommandLine line, String... words) {
        return assertInstanceOf(Invocation.class, line.parse(List.of(words))).settings();
    }
}
