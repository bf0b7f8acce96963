package dev.stasis.engine.resource.fs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.restore.SeedTask;
import dev.stasis.engine.trace.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsContextTest {
    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void keepsWorkingDirectoryAndUmask() throws IOException {
        assertEquals(directory.toString(), restored(""));
    }

    @Test
    void keepsAWorkingDirectoryThatWasDeleted() throws IOException {
        Path gone = directory.resolve("gone");
        assertEquals(gone + " (deleted)", restored("mkdir gone; cd gone; rmdir ../gone;"));
    }

    private String restored(String script) throws IOException {
        try (Target target = Target.script(
                "cd " + directory + "; umask 027; " + script + " : > " + directory + "/ready; sleep 1000")) {
            while (!Files.exists(directory.resolve("ready"))) {
                Thread.onSpinWait();
            }
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images));
            FsContext context = FsContextDumper.dump(dump, target.pid());
            assertEquals(027, context.umask());
            dump.write(images);
            FsContext read = FsContextImage.read(FsContextImage.write(context));
            assertEquals(context, read);
            return restore(read);
        }
    }

    private String restore(FsContext context) {
        StringBuilder link = new StringBuilder();
        try (TestRestore restore = new TestRestore(FileRoundTrip.restoreFrom(images))) {
            SeedTask.with(linux, task -> {
                FsContextRestorer.restore(task, context, restore);
                assertEquals(027, task.call("umask", Nr.UMASK, 0));
                linux.files().tryReadLink("/proc/" + task.tid() + "/cwd", link);
            });
        }
        return link.toString();
    }

    @Test
    void givesATaskAnotherRoot() throws IOException {
        Path inner = Files.createDirectory(directory.resolve("inner"));
        TestDump dump = new TestDump(FileRoundTrip.dumpTo(images));
        try (var root = linux.files().open(directory.toString(), 0, 0);
                var cwd = linux.files().open(inner.toString(), 0, 0)) {
            dump.add(root, cwd).write(images);
            FsContext context = new FsContext(dump.id(cwd), dump.id(root), 022);
            try (TestRestore restore = new TestRestore(FileRoundTrip.restoreFrom(images))) {
                SeedTask.with(linux, task -> {
                    FsContextRestorer.restore(task, context, restore);
                    StringBuilder link = new StringBuilder();
                    linux.files().tryReadLink("/proc/" + task.tid() + "/root", link);
                    assertEquals(directory.toString(), link.toString());
                });
            }
        }
    }
}
