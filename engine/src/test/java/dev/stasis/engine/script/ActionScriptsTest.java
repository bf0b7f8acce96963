package dev.stasis.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.ScriptFailed;
import dev.stasis.engine.api.request.ImageDirs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionScriptsTest {
    @TempDir
    Path directory;

    private final MemoryLog log = new MemoryLog();
    private ImageDirs dirs;

    @BeforeEach
    void makeDirectories() throws IOException {
        Path images = Files.createDirectory(directory.resolve("images"));
        Path work = Files.createDirectory(directory.resolve("work"));
        dirs = new ImageDirs(images, work, Optional.empty());
        log.output = directory.resolve("output");
    }

    @Test
    void aScriptSeesTheHookTheImagesAndTheRoot() throws IOException {
        Files.writeString(dirs.images().resolve("mark"), "found");
        run(
                Hook.POST_DUMP,
                OptionalInt.of(4711),
                script("a", "echo $CRTOOLS_SCRIPT_ACTION $CRTOOLS_INIT_PID $# $(cat $CRTOOLS_IMAGE_DIR/mark) $PWD"));
        assertEquals("post-dump 4711 0 found " + dirs.work() + "\n", output());
    }

    @Test
    void withoutARootThereIsNoVariableForIt() throws IOException {
        run(Hook.PRE_RESTORE, OptionalInt.empty(), script("a", "echo ${CRTOOLS_INIT_PID-none}"));
        assertEquals("none\n", output());
    }

    @Test
    void bothOutputsGoToTheLogAndTheInputIsEmpty() throws IOException {
        run(Hook.PRE_DUMP, OptionalInt.of(1), script("a", "echo out; echo err >&2; wc -c"));
        assertEquals("out\nerr\n0\n", output());
    }

    @Test
    void theLastScriptGivenRunsFirstAndAllRunAlthoughOneFails() throws IOException {
        String first = script("first", "echo first");
        String second = script("second", "echo second; exit 3");
        ScriptFailed failed =
                assertThrows(ScriptFailed.class, () -> run(Hook.PRE_DUMP, OptionalInt.of(1), first, second));
        assertEquals("second\nfirst\n", output());
        assertEquals("action script " + second + " failed at pre-dump: exit code 3", failed.getMessage());
    }

    @Test
    void aKilledScriptHasFailed() throws IOException {
        String script = script("a", "kill -9 $$");
        ScriptFailed failed = assertThrows(ScriptFailed.class, () -> run(Hook.POST_RESTORE, OptionalInt.of(1), script));
        assertTrue(String.valueOf(failed.getMessage()).endsWith("exit code 137 (or signal 9)"), failed.getMessage());
    }

    @Test
    void aScriptThatCannotBeStartedHasFailed() {
        ScriptFailed failed =
                assertThrows(ScriptFailed.class, () -> run(Hook.PRE_DUMP, OptionalInt.of(1), "/nonexistent/script"));
        assertTrue(String.valueOf(failed.getMessage()).contains("/nonexistent/script failed at pre-dump"));
    }

    @Test
    void afterThePointOfReturnAFailureIsOnlyLogged() throws IOException {
        for (Hook hook : List.of(Hook.NETWORK_UNLOCK, Hook.PRE_RESUME, Hook.POST_RESUME)) {
            run(hook, OptionalInt.of(1), script("a", "exit 1"));
        }
        assertEquals(3, log.errors.size(), log.errors.toString());
    }

    @Test
    void aNameWithoutSlashIsLookedUpInThePathAndARelativeOneInTheWorkDirectory() throws IOException {
        Files.move(Path.of(script("a", "echo here")), dirs.work().resolve("a"));
        run(Hook.PRE_DUMP, OptionalInt.of(1), "true", "./a");
        assertEquals("here\n", output());
    }

    @Test
    void aBackgroundProgramOfAScriptDoesNotHoldTheSessionUp() throws IOException {
        run(Hook.PRE_DUMP, OptionalInt.of(1), script("a", "sleep 1000 & echo $!"));
        long left = Long.parseLong(output().strip());
        assertTrue(ProcessHandle.of(left).map(ProcessHandle::destroyForcibly).orElse(false));
    }

    @Test
    void withoutScriptsNothingIsOpened() {
        ImageDirs missing = ImageDirs.of(Path.of("/nonexistent"));
        try (ActionScripts scripts = ActionScripts.of(List.of(), missing, log)) {
            scripts.run(Hook.PRE_DUMP, OptionalInt.empty());
        }
        assertFalse(Files.exists(log.output));
    }

    private void run(Hook hook, OptionalInt root, String... scripts) {
        try (ActionScripts actions = ActionScripts.of(List.of(scripts), dirs, log)) {
            actions.run(hook, root);
        }
    }

    private String script(String name, String body) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private String output() throws IOException {
        return Files.readString(log.output);
    }

    private static final class MemoryLog implements Log {
        private final List<String> errors = new ArrayList<>();
        private Path output = Path.of("/dev/null");

        @Override
        public boolean shows(Level level) {
            return level == Level.ERROR;
        }

        @Override
        public void write(Level level, String text) {
            if (shows(level)) {
                errors.add(text);
            }
        }

        @Override
        public Log forTask(int pid) {
            return this;
        }

        @Override
        public ProcessBuilder.Redirect forPrograms() {
            return ProcessBuilder.Redirect.appendTo(output.toFile());
        }
    }
}
