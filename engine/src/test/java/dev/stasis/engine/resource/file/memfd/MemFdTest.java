package dev.stasis.engine.resource.file.memfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Memfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.memory.SharedMemories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemFdTest {
    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @Test
    void keepsContentNameSealsAndPosition() throws IOException {
        try (Fd memory = linux.files().memfd("mine", Memfd.MFD_ALLOW_SEALING);
                Fd reader = linux.files().open("/proc/self/fd/" + memory.number(), Fcntl.O_RDONLY, 0)) {
            write(memory, "content", 0);
            write(memory, "far away", 1 << 20);
            linux.files().lseek(memory, 3, Fcntl.SEEK_SET);
            int seals = Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_WRITE;
            linux.files().fcntl(memory, Fcntl.F_ADD_SEALS, seals).orThrow("seal", "memfd");
            TestDump dump = dump(memory, reader);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(dump.id(memory));
                Fd other = restore.open(dump.id(reader));
                restore.closeShared();
                assertEquals("/memfd:mine (deleted)", link(again));
                assertEquals("content", read(other, 0, 7));
                assertEquals("far away", read(other, 1 << 20, 8));
                assertEquals(3, linux.files().lseek(again, 0, Fcntl.SEEK_CUR).raw());
                assertEquals(
                        seals, linux.files().fcntl(again, Fcntl.F_GET_SEALS, 0).raw());
                assertEquals(flags(memory), flags(again));
                assertEquals(flags(reader), flags(other));
                assertEquals(stat(memory).size(), stat(again).size());
                assertEquals(stat(memory).mode(), stat(again).mode());
                assertTrue(stat(again).sameFile(stat(other)));
            }
        }
    }

    @Test
    void keepsThatAMemfdMayNotBeSealed() throws IOException {
        try (Fd memory = linux.files().memfd("plain", 0)) {
            write(memory, "x", 0);
            TestDump dump = dump(memory);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(dump.id(memory));
                assertTrue(linux.files()
                        .fcntl(again, Fcntl.F_ADD_SEALS, Fcntl.F_SEAL_GROW)
                        .failedWith(Errno.EPERM));
            }
        }
    }

    @Test
    void sealsAgainstFutureWritesWhenAllMappingsAreThere() throws IOException {
        try (Fd memory = linux.files().memfd("future", Memfd.MFD_ALLOW_SEALING)) {
            linux.files().ftruncate(memory, 4096);
            linux.files().fcntl(memory, Fcntl.F_ADD_SEALS, Fcntl.F_SEAL_FUTURE_WRITE);
            TestDump dump = dump(memory);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(dump.id(memory));
                Block mapping = linux.memory().mapShared(again, 4096, 3);
                restore.closeShared();
                mapping.putInt(0, 1);
                linux.memory().unmap(mapping);
                assertEquals(
                        Fcntl.F_SEAL_FUTURE_WRITE,
                        linux.files().fcntl(again, Fcntl.F_GET_SEALS, 0).raw());
            }
        }
    }

    @Test
    void keepsSharedAnonymousMemoryWhatItIs() throws IOException {
        try (Fd memory = SharedMemories.make(linux, 8192)) {
            write(memory, "shared", 4096);
            TestDump dump = dump(memory);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(dump.id(memory));
                assertEquals("/dev/zero (deleted)", link(again));
                assertEquals("shared", read(again, 4096, 6));
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

    private void write(Fd file, String text, long offset) {
        try (Arena arena = new Arena()) {
            Block bytes = arena.copy(text.getBytes(StandardCharsets.US_ASCII));
            linux.files().pwrite(file, bytes, offset).orThrow("write", text);
        }
    }

    private String read(Fd file, long offset, int length) {
        try (Arena arena = new Arena()) {
            Block bytes = arena.allocate(length);
            long got = linux.files().pread(file, bytes, offset).orThrow("read", file.toString());
            return new String(bytes.getBytes(0, (int) got), StandardCharsets.US_ASCII);
        }
    }

    private String link(Fd file) {
        StringBuilder link = new StringBuilder();
        linux.files().tryReadLink("/proc/self/fd/" + file.number(), link);
        return link.toString();
    }

    private long flags(Fd file) {
        return linux.files().fcntl(file, Fcntl.F_GETFL, 0).orThrow("fcntl", file.toString());
    }

    private FileStat stat(Fd file) {
        return FileStat.of(linux.files(), file);
    }
}
