package dev.stasis.engine.resource.file.tty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Ioctl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.restore.SeedTask;
import dev.stasis.image.proto.TermiosEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TtyFileTest {
    private static final int ECHO = 8;

    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @Test
    void bringsBackBothEndsUnderTheirOldNumberWithTheirSettings() throws IOException {
        int masterId;
        int slaveId;
        String name;
        Termios settings;
        try (Fd master = master();
                Arena arena = new Arena()) {
            name = slaveName(master);
            try (Fd slave = linux.files().open(name, Fcntl.O_RDWR | Fcntl.O_NOCTTY, 0)) {
                Termios usual = settings(slave);
                settings = new Termios(
                        usual.input(), usual.output(), usual.hardware(), usual.local() & ~ECHO, 0, usual.control());
                ioctl(slave, Ioctl.TCSETS, settings.in(arena));
                ioctl(
                        slave,
                        Ioctl.TIOCSWINSZ,
                        arena.allocate(8).putShort(0, (short) 25).putShort(2, (short) 81));
                TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(slave, master);
                dump.write(images);
                masterId = dump.id(master);
                slaveId = dump.id(slave);
            }
        }
        try (TestRestore restore = new TestRestore(FileRoundTrip.restoreFrom(images))) {
            SeedTask.with(linux, task -> {
                Fd slave = restore.open(slaveId);
                Fd master = restore.open(masterId);
                restore.finish(slaveId, new Holder(task, 0));
                restore.finish(masterId, new Holder(task, 1));
                assertEquals(name, slaveName(master));
                assertEquals(settings, settings(slave));
                assertEquals(25 | 81 << 16, size(slave));
                write(master, "line\n");
                assertEquals("line\n", read(slave));
            });
        }
    }

    @Test
    void refusesATerminalOfSomebodyElseWithoutShellJob() throws IOException {
        try (Fd master = master();
                Fd slave = linux.files().open(slaveName(master), Fcntl.O_RDWR | Fcntl.O_NOCTTY, 0)) {
            // The dump below does not know this process as one of its tree: nobody there holds the master.
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)) {
                @Override
                public boolean inTree(int pid) {
                    return false;
                }
            };
            Unsupported refusal = assertThrows(Unsupported.class, () -> dump.add(slave));
            assertTrue(refusal.toString().contains("--shell-job"), refusal.toString());
        }
    }

    @Test
    void readsControlCharactersOfBothKindsOfImages() {
        List<Integer> control = IntStream.range(1, 20).boxed().toList();
        Termios termios = new Termios(1, 2, 3, 4, 5, control);
        assertEquals(termios, TermiosImage.read(TermiosImage.write(termios)));
        TermiosEntry packed = TermiosImage.write(termios);
        assertEquals(0x04030201, packed.getCCc(0));
        TermiosEntry plain = packed.toBuilder().clearCCc().addAllCCc(control).build();
        assertEquals(termios, TermiosImage.read(plain));
    }

    private Fd master() {
        Fd master = linux.files().open("/dev/ptmx", Fcntl.O_RDWR | Fcntl.O_NOCTTY, 0);
        try (Arena arena = new Arena()) {
            ioctl(master, Ioctl.TIOCSPTLCK, arena.allocate(4));
        }
        return master;
    }

    private String slaveName(Fd master) {
        try (Arena arena = new Arena()) {
            Block index = arena.allocate(4);
            ioctl(master, Ioctl.TIOCGPTN, index);
            return "/dev/pts/" + index.getInt(0);
        }
    }

    private Termios settings(Fd file) {
        try (Arena arena = new Arena()) {
            Block struct = arena.allocate(Termios.BYTES);
            ioctl(file, Ioctl.TCGETS, struct);
            return Termios.of(struct);
        }
    }

    private int size(Fd file) {
        try (Arena arena = new Arena()) {
            Block size = arena.allocate(8);
            ioctl(file, Ioctl.TIOCGWINSZ, size);
            return size.getInt(0);
        }
    }

    private void ioctl(Fd file, long request, Block argument) {
        linux.files().ioctl(file, request, argument.address()).orThrow("ioctl", Long.toHexString(request));
    }

    private void write(Fd file, String text) {
        try (Arena arena = new Arena()) {
            linux.files()
                    .write(file, arena.copy(text.getBytes(StandardCharsets.US_ASCII)))
                    .orThrow("write", text);
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
