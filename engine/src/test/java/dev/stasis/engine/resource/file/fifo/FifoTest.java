package dev.stasis.engine.resource.file.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FifoTest {
    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path files;

    @Test
    void keepsBothEndsAndWhatIsBetweenThem() throws IOException {
        Path path = fifo();
        int id;
        int other;
        try (Fd read = linux.files().open(path.toString(), Fcntl.O_RDONLY | Fcntl.O_NONBLOCK, 0);
                Fd write = linux.files().open(path.toString(), Fcntl.O_WRONLY, 0)) {
            write(write, "in the fifo");
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(write, read);
            dump.write(images);
            id = dump.id(read);
            other = dump.id(write);
        }
        try (TestRestore restore = new TestRestore(FileRoundTrip.restoreFrom(images))) {
            RegularFiles.preflight(restore);
            Fd write = restore.open(other);
            Fd read = restore.open(id);
            restore.closeShared();
            assertEquals("in the fifo", read(read));
            assertEquals(
                    Fcntl.O_RDONLY | Fcntl.O_NONBLOCK,
                    linux.files().fcntl(read, Fcntl.F_GETFL, 0).raw() & ~Fcntl.O_LARGEFILE);
            assertEquals(
                    Fcntl.O_WRONLY, linux.files().fcntl(write, Fcntl.F_GETFL, 0).raw() & ~Fcntl.O_LARGEFILE);
            write(write, "x");
            assertEquals("x", read(read));
        }
        assertTrue(Files.exists(path));
    }

    @Test
    void bringsBackADeletedFifo() throws IOException {
        Path path = fifo();
        try (Fd both = linux.files().open(path.toString(), Fcntl.O_RDWR, 0)) {
            write(both, "kept");
            Files.delete(path);
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(both);
            dump.write(images);
            try (TestRestore restore = new TestRestore(FileRoundTrip.restoreFrom(images))) {
                Fd again = restore.open(dump.id(both));
                assertEquals("kept", read(again));
                assertTrue(FileStat.of(linux.files(), again).is(Stat.S_IFIFO));
                assertFalse(Files.exists(path));
            }
        }
    }

    private Path fifo() {
        Path path = files.resolve("fifo");
        linux.paths().tryMknod(path.toString(), Stat.S_IFIFO | 0600, 0).orThrow("mknod", path.toString());
        return path;
    }

    private void write(Fd file, String text) {
        try (Arena arena = new Arena()) {
            Block bytes = arena.copy(text.getBytes(StandardCharsets.US_ASCII));
            assertEquals(text.length(), linux.files().write(file, bytes).orThrow("write", text));
        }
    }

    private String read(Fd file) {
        try (Arena arena = new Arena()) {
            Block bytes = arena.allocate(100);
            long got = linux.files().read(file, bytes).orThrow("read", file.toString());
            return new String(bytes.getBytes(0, (int) got), StandardCharsets.US_ASCII);
        }
    }
}
