package dev.stasis.engine.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.trace.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DumpRefusalTest {
    @TempDir
    Path images;

    private void dump(int pid) {
        DumpSession.run(Linux.real(), Dump.of(pid, ImageDirs.of(images)), Log.NONE, ProgressListener.SILENT);
    }

    @Test
    void namesTheOptionForAJobOfAShellAndLeavesItRunning() throws IOException {
        try (Target target = Target.script("sleep 1000 & wait")) {
            ProcessHandle job = child(target);

            assertMentions("--shell-job", assertThrows(Unsupported.class, () -> dump((int) job.pid())));
            assertRunning((int) job.pid());
            assertEquals(List.of(), written());
        }
    }

    @Test
    void namesTheProcessThatDoesNotExist() {
        assertMentions("67108863", assertThrows(TaskGone.class, () -> dump(0x3ffffff)));
    }

    @Test
    void refusesATreeThatItIsPartOf() throws IOException {
        int parent = (int) ProcessHandle.current().parent().orElseThrow().pid();
        assertMentions("Stasis itself", assertThrows(BadRequest.class, () -> dump(parent)));
        assertRunning(parent);
        assertEquals(List.of(), written());
    }

    @Test
    void namesTheMissingImagesDirectory() throws IOException {
        try (Target target = Target.script("sleep 1000")) {
            Path missing = images.resolve("missing");
            Dump request = Dump.of(target.pid(), ImageDirs.of(missing));

            assertMentions(
                    missing.toString(),
                    assertThrows(
                            BadRequest.class,
                            () -> DumpSession.run(Linux.real(), request, Log.NONE, ProgressListener.SILENT)));
        }
    }

    @Test
    void namesTheOwnerOfSigioThatIsNotInTheTree() throws IOException {
        try (Program program = Program.python("""
                import fcntl
                fcntl.fcntl(os.pipe()[0],fcntl.F_SETOWN,1)
                """)) {
            assertMentions(
                    "process 1, which gets its SIGIO", assertThrows(Unsupported.class, () -> dump(program.pid())));
            assertRunning(program.pid());
            assertEquals(List.of(), written());
        }
    }

    private static ProcessHandle child(Target target) {
        while (true) {
            List<ProcessHandle> children = target.handle().children().toList();
            if (!children.isEmpty()) {
                return children.get(0);
            }
            Thread.onSpinWait();
        }
    }

    private static void assertRunning(int pid) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        assertTrue(status.contains("TracerPid:\t0"), status);
        assertFalse(status.contains("State:\tT") || status.contains("State:\tt"), status);
    }

    private static void assertMentions(String word, Throwable error) {
        assertTrue(String.valueOf(error.getMessage()).contains(word), error.getMessage());
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.toList();
        }
    }
}
