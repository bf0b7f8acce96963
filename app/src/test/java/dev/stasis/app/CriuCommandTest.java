package dev.stasis.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.api.option.Environment;
import dev.stasis.engine.api.option.Option;
import dev.stasis.engine.api.option.OptionCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriuCommandTest {
    private static final int NO_SUCH_PID = 4_194_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void withoutAWordItShowsItsUsageAndFails() {
        assertEquals(1, run());
        assertTrue(out().contains("Usage:"), out());
    }

    @Test
    void helpWinsOverEverythingElseAndNamesEveryOption() {
        assertEquals(0, run("dump", "--nonsense", "--help"));
        for (Option<?> option : OptionCatalogue.all()) {
            assertEquals(option.documented(), out().contains("--" + option.name()), option.name());
        }
    }

    @Test
    void theVersionIsCriusWithOurs() {
        assertEquals(0, run("--version"));
        assertTrue(out().startsWith("Version: 4.2\nStasis: "), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump --nonsense",
                "dump -t",
                "fly",
                "dump another",
                "cpuinfo",
                "cpuinfo fly",
                "dump -t 1 --manage-cgroups=nonsense",
                "restore --exec-cmd",
            })
    void aWrongFormIsOneSentenceAndTheUsage(String line) {
        assertEquals(1, run(line.split(" ")));
        assertEquals(1, err().lines().count(), err());
        assertTrue(out().contains("Usage:"), out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump -t none",
                "dump -t 1 --port none",
                "dump -t 1 --network-lock=nonsense",
                "check --ms",
                "dump -t 1 -D /nonexistent",
                "dump -t 1 -o nonexistent/log",
            })
    void aWrongValueIsOneSentence(String line) {
        assertEquals(1, run(line.split(" ")));
        assertEquals(1, err().lines().count(), err());
        assertEquals("", out());
    }

    @Test
    void aFailureIsOneSentenceInTheLogAndOnTheTerminal() throws IOException {
        mustBeRoot();
        assertEquals(1, run("dump", "-t", Integer.toString(NO_SUCH_PID), "-D", directory.toString(), "-o", "log"));
        List<String> log = Files.readAllLines(directory.resolve("log"));
        assertTrue(log.get(0).matches("Error \\(\\w+\\.java:\\d+\\): .*" + NO_SUCH_PID + ".*"), log.toString());
        assertEquals("Error", log.get(1).substring(0, 5));
        assertTrue(log.get(1).endsWith("Dumping FAILED."), log.toString());
        assertEquals(1, err().lines().count(), err());
        assertTrue(err().startsWith("stasis: "), err());
    }

    @Test
    void theLogIsPrivateAndBeginsAnew() throws IOException {
        mustBeRoot();
        Path log = directory.resolve("log");
        Files.writeString(log, "old\n".repeat(100));
        Files.delete(log);
        run("check", "-D", directory.toString(), "-o", "log", "-v4", "--feature", "list");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
        Files.writeString(log, "old\n".repeat(100));
        run("check", "-D", directory.toString(), "-o", "log", "-v4", "--feature", "list");
        assertFalse(Files.readString(log).contains("old"));
        assertTrue(Files.readAllLines(log).get(0).matches("\\(\\d\\d\\.\\d{6}\\) Version: 4\\.2 .*"));
    }

    @Test
    void aDeviceAsLogStaysADevice() {
        mustBeRoot();
        run("check", "-D", directory.toString(), "-o", "/dev/null", "--feature", "list");
        assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    }

    @Test
    void aDashSendsTheLogToStandardOutput() {
        mustBeRoot();
        assertEquals(1, run("dump", "-t", Integer.toString(NO_SUCH_PID), "-D", directory.toString(), "-o", "-"));
        assertTrue(out().contains("Dumping FAILED."), out());
        assertEquals("", err());
    }

    @Test
    void silenceIsPossible() {
        mustBeRoot();
        String pid = Integer.toString(NO_SUCH_PID);
        assertEquals(1, run("dump", "-t", pid, "-D", directory.toString(), "-o", "log", "-v0"));
        assertEquals("", err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec", "show"})
    void withdrawnCommandsSaySoWithTheirOwnCode(String command) {
        mustBeRoot();
        assertEquals(255, run(command, "-D", directory.toString()));
        assertTrue(err().contains("is deprecated by"), err());
    }

    @ParameterizedTest
    @CsvSource({"service,not there yet", "dump -t 1 --tcp-close,cannot be saved yet"})
    void whatIsNotThereYetIsRefusedWithASentence(String line, String sentence) {
        mustBeRoot();
        assertEquals(1, run((line + " -D " + directory).split(" ")));
        assertTrue(err().contains(sentence), err());
    }

    @Test
    void checkAnswersOnStandardOutput() {
        mustBeRoot();
        assertEquals(0, run("check", "-D", directory.toString(), "--feature", "clone3_set_tid"));
        assertEquals("clone3_set_tid is supported\n", out());
    }

    @Test
    void theConfigurationFileOfTheEnvironmentCounts() throws IOException {
        mustBeRoot();
        Path file = directory.resolve("conf");
        Files.writeString(file, "feature list\nimages-dir " + directory + "\n");
        Environment environment = new Environment(Map.of("CRIU_CONFIG_FILE", file.toString()));
        assertEquals(0, command(environment).run(List.of("check")));
        assertTrue(out().contains("clone3_set_tid"), out());
    }

    private static void mustBeRoot() {
        assumeTrue(Privileges.areThere(), "not root");
    }

    private int run(String... words) {
        return command(new Environment(Map.of())).run(List.of(words));
    }

    private CriuCommand command(Environment environment) {
        Terminal terminal = new Terminal(stream(out), stream(err), "stasis");
        return new CriuCommand(terminal, environment, directory);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
