package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {
    private static Invocation parse(String line) {
        Environment none = new Environment(Map.of());
        return (Invocation) new CommandLine(none, new ConfigSources(Path.of("/nonexistent"), none))
                .parse(List.of(line.split(" ", -1)));
    }

    private static void checkAll(String line) {
        Invocation invocation = parse(line);
        CommandRules.checkWords(invocation);
        CommandRules.checkCombinations(invocation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dump x|excessive parameter for command dump",
                "check a b|excessive parameters for command check",
                "cpuinfo|cpuinfo requires an action: dump or check",
                "swrk|Usage: criu swrk <fd>",
                "restore --exec-cmd|--exec-cmd requires a command",
                "check --exec-cmd -- true|--exec-cmd is available for the restore command only",
                "restore -d --exec-cmd -- true|--restore-detached and --exec-cmd cannot be used together",
                "check --stream|--stream cannot be used with the check command",
                "cpuinfo check --stream|--stream cannot be used with the cpuinfo command",
                "check -S|--restore-sibling only makes sense with --restore-detached",
                "check --ps-socket 1 -d|Standard file descriptors will be closed in daemon mode",
                "check --mntns-compat-mode|Option --mntns-compat-mode is only valid on restore",
                "check --inherit-fd fd[0]:x|--inherit-fd is restore-only option",
                "restore -J net:self --empty-ns net|x",
                "dump|pid not specified",
                "pre-dump -t 1 --lazy-pages|Cannot pre-dump with --lazy-pages",
            })
    void stops(String line, String message) {
        if (line.startsWith("restore -J")) {
            assertEquals(
                    "Conflicting flags: --join-ns and --empty-ns",
                    assertThrows(
                                    CommandLineError.class,
                                    () -> checkAll("restore -J net:/proc/self/ns/net --empty-ns net"))
                            .getMessage());
        } else {
            assertEquals(
                    message,
                    assertThrows(CommandLineError.class, () -> checkAll(line)).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump -t 1",
                "restore -d -S",
                "restore --exec-cmd -- true",
                "cpuinfo dump more",
                "check -d",
                "exec"
            })
    void letPass(String line) {
        assertDoesNotThrow(() -> checkAll(line));
    }

    @Test
    void refuseWhatIsNotThereInOneSentence() {
        for (Command command : Command.values()) {
            if (command.support().isRefused()) {
                String word = command.word() + (command == Command.SWRK ? " 3" : "");
                Unsupported refusal = assertThrows(Unsupported.class, () -> Refusals.check(parse(word)));
                assertEquals(command.word() + ": " + command.support().sentence(), refusal.getMessage());
            }
        }
    }

    @Test
    void refuseOptionsOnlyWhereTheyCount() {
        Unsupported refusal = assertThrows(Unsupported.class, () -> Refusals.check(parse("restore --root /")));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("--root: "), refusal.toString());
        assertDoesNotThrow(() -> Refusals.check(parse("check --root /")));
        assertDoesNotThrow(() -> Refusals.check(parse("restore --no-weak-sysctls --no-auto-dedup")));
    }
}
