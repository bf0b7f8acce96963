package dev.stasis.engine.resource.file.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.FileState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeEndTest {
    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @Test
    void keepsWhatIsInAPipeAndLeavesItThere() throws IOException {
        try (PipePair pipe = PipePair.make(linux)) {
            linux.files().fcntl(pipe.write(), Fcntl.F_SETPIPE_SZ, 8192);
            FileState.setFlags(linux, pipe.read(), Fcntl.O_NONBLOCK);
            write(pipe.write(), "in the ");
            write(pipe.write(), "pipe");
            TestDump dump = dump(pipe.read(), pipe.write());
            assertEquals("in the pipe", read(pipe.read()));
            try (TestRestore restore = restore()) {
                Fd read = restore.open(dump.id(pipe.read()));
                Fd write = restore.open(dump.id(pipe.write()));
                restore.closeShared();
                assertEquals(stat(read).inode(), stat(write).inode());
                assertEquals(flags(pipe.read()), flags(read));
                assertEquals(flags(pipe.write()), flags(write));
                assertEquals(
                        8192, linux.files().fcntl(read, Fcntl.F_GETPIPE_SZ, 0).raw());
                assertEquals("in the pipe", read(read));
                write(write, "more");
                assertEquals("more", read(read));
                assertTrue(tryRead(read).failedWith(Errno.EAGAIN));
            }
        }
    }

    @Test
    void keepsAFullPipe() throws IOException {
        try (PipePair pipe = PipePair.make(linux);
                Arena arena = new Arena()) {
            FileState.setFlags(linux, pipe.write(), Fcntl.O_NONBLOCK);
            assertEquals(
                    65536,
                    linux.files().write(pipe.write(), arena.allocate(70000)).raw());
            TestDump dump = dump(pipe.write(), pipe.read());
            try (TestRestore restore = restore()) {
                Fd write = restore.open(dump.id(pipe.write()));
                assertTrue(linux.files().write(write, arena.allocate(1)).failedWith(Errno.EAGAIN));
                assertEquals(
                        65536,
                        linux.files()
                                .read(restore.open(dump.id(pipe.read())), arena.allocate(70000))
                                .raw());
            }
        }
    }

    @Test
    void keepsTheBordersOfPackets() throws IOException {
        try (PipePair pipe = PipePair.make(linux)) {
            FileState.setFlags(linux, pipe.write(), Fcntl.O_DIRECT);
            write(pipe.write(), "one");
            write(pipe.write(), "three");
            TestDump dump = dump(pipe.read(), pipe.write());
            try (TestRestore restore = restore()) {
                Fd read = restore.open(dump.id(pipe.read()));
                assertEquals("one", read(read));
                assertEquals("three", read(read));
                write(restore.open(dump.id(pipe.write())), "x");
                write(restore.open(dump.id(pipe.write())), "y");
                assertEquals("x", read(read));
            }
        }
    }

    @Test
    void tellsAReaderThatAllWritersAreGone() throws IOException {
        try (PipePair pipe = PipePair.make(linux)) {
            write(pipe.write(), "last");
            pipe.write().close();
            TestDump dump = dump(pipe.read());
            try (TestRestore restore = restore()) {
                Fd read = restore.open(dump.id(pipe.read()));
                restore.closeShared();
                assertEquals("last", read(read));
                assertEquals("", read(read));
            }
        }
    }

    @Test
    void opensFurtherDescriptionsOfOnePipe() throws IOException {
        try (PipePair pipe = PipePair.make(linux);
                Fd both = linux.files().open("/proc/self/fd/" + pipe.read().number(), Fcntl.O_RDWR, 0)) {
            TestDump dump = dump(pipe.read(), pipe.write(), both);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(dump.id(both));
                assertEquals(flags(both), flags(again));
                write(again, "x");
                assertEquals("x", read(restore.open(dump.id(pipe.read()))));
                assertEquals(flags(pipe.write()), flags(restore.open(dump.id(pipe.write()))));
            }
        }
    }

    private TestDump dump(Fd... files) throws IOException {
        TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(files);
        dump.write(images);
        return dump;
    }

    private TestRestore restore() {
        return new TestRestore(FileRoundTrip.restoreFrom(images));
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

    private Result tryRead(Fd file) {
        try (Arena arena = new Arena()) {
            return linux.files().read(file, arena.allocate(1));
        }
    }

    private long flags(Fd file) {
        return linux.files().fcntl(file, Fcntl.F_GETFL, 0).orThrow("fcntl", file.toString());
    }

    private FileStat stat(Fd file) {
        return FileStat.of(linux.files(), file);
    }
}
