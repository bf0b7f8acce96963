package dev.stasis.engine.resource.file.unix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.OpenFiles;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import dev.stasis.engine.resource.file.socket.IntOption;
import dev.stasis.engine.resource.file.socket.SocketOptions.Timeout;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
class UnixSocketTest {
    private static final int FIRST = 100;

    private final Linux linux = Linux.real();
    private final RestoreInTest restore = new RestoreInTest();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @AfterEach
    void closeAll() {
        restore.closeShared();
        restore.close();
    }

    @Test
    void keepsWhatWaitsInAStreamBothWays() throws IOException {
        again(2, "a,b=socket.socketpair(); a.send(b'hello '); a.send(b'world'); b.send(b'back')\nat(a,100); at(b,101)");
        assertEquals("back", read(100));
        assertEquals("hello world", read(101));
        assertEquals("EAGAIN", read(101));
    }

    @Test
    void keepsTheBordersOfMessagesAndEmptyOnes() throws IOException {
        again(
                4,
                "a,b=socket.socketpair(socket.AF_UNIX,socket.SOCK_DGRAM); a.send(b'one'); a.send(b''); a.send(b'three')\n"
                        + "c,d=socket.socketpair(socket.AF_UNIX,socket.SOCK_SEQPACKET); c.send(b'four'); c.send(b'5')\n"
                        + "at(a,100); at(b,101); at(c,102); at(d,103)");
        assertEquals(List.of("one", "", "three", "EAGAIN"), List.of(read(101), read(101), read(101), read(101)));
        assertEquals(List.of("four", "5", "EAGAIN"), List.of(read(103), read(103), read(103)));
    }

    @Test
    void keepsAMessageLargerThanTheFirstBuffer() throws IOException {
        again(
                2,
                "a,b=socket.socketpair(socket.AF_UNIX,socket.SOCK_DGRAM)\n"
                        + "a.setsockopt(1,32,1000000); a.send(b'x'*600000); a.send(b'y'); at(a,100); at(b,101)");
        assertEquals("x".repeat(600_000), read(101));
        assertEquals("y", read(101));
    }

    @Test
    void keepsHalvesThatAreShut() throws IOException {
        again(2, "a,b=socket.socketpair(); a.send(b'bye'); a.shutdown(1)\nat(a,100); at(b,101)");
        assertEquals("bye", read(101));
        assertEquals("", read(101));
        assertEquals("EAGAIN", read(100));
    }

    @Test
    void keepsTheLastWordsOfAnEndThatIsGone() throws IOException {
        again(
                2,
                "a,b=socket.socketpair(); a.send(b'last'); at(b,100); a.close()\n"
                        + "c,d=socket.socketpair(socket.AF_UNIX,socket.SOCK_DGRAM); c.send(b'words'); at(d,101); c.close()");
        assertEquals("last", read(100));
        assertEquals("", read(100));
        assertEquals("words", read(101));
    }

    @Test
    void keepsOptions() throws IOException {
        Map<Integer, UnixSocket> dumped = again(
                2,
                "a,b=socket.socketpair(); a.setsockopt(1,7,50000); a.setsockopt(1,16,1); a.setsockopt(1,12,3)\n"
                        + "a.setsockopt(1,20,struct.pack('qq',2,300000)); a.setsockopt(1,13,struct.pack('ii',1,7))\n"
                        + "a.setblocking(False)\nat(a,100); at(b,101)");
        UnixSocket socket = dumped.get(100);
        assertEquals(100_000, socket.options().sendBuffer());
        assertEquals(1, socket.options().ints().get(IntOption.PASSCRED));
        assertEquals(1, socket.options().ints().get(IntOption.BUF_LOCK));
        assertEquals(3, socket.options().ints().get(IntOption.PRIORITY));
        assertEquals(new Timeout(2, 300_000), socket.options().receiveTimeout());
        assertEquals(OptionalInt.of(7), socket.options().linger());
        assertEquals(0x802, socket.flags());
    }

    @Test
    void acceptsAgainWhatAListeningSocketHadAccepted() throws IOException {
        String name = directory.resolve("server").toString();
        Map<Integer, UnixSocket> dumped = again(
                4,
                "s=socket.socket(socket.AF_UNIX); s.bind('" + name + "'); os.chmod('" + name + "',0o621); s.listen(7)\n"
                        + "c=socket.socket(socket.AF_UNIX); c.connect('" + name
                        + "'); a,_=s.accept(); c.send(b'ask'); a.send(b'tell')\n"
                        + "w=socket.socket(socket.AF_UNIX); w.connect('" + name + "')\n"
                        + "at(a,100); at(c,101); at(s,102); at(w,103)");
        assertEquals("ask", read(100));
        assertEquals("tell", read(101));
        assertEquals(7, dumped.get(102).backlog());
        assertEquals("rw--w---x", rights(name));
        try (Fd accepted = linux.files().adopt(linux.sockets().accept(opened(102)), "accept", "")) {
            assertEquals("EAGAIN", read(accepted));
            send(opened(103), "late");
            assertEquals("late", read(accepted));
        }
    }

    @Test
    void acceptsByAnAbstractNameWhoseListenerWasClosed() throws IOException {
        again(
                2,
                "s=socket.socket(socket.AF_UNIX,socket.SOCK_SEQPACKET); s.bind('\\0stasis-%d' % os.getpid()); s.listen(7)\n"
                        + "c=socket.socket(socket.AF_UNIX,socket.SOCK_SEQPACKET); c.connect(s.getsockname()); a,_=s.accept()\n"
                        + "s.close(); c.send(b'ask'); at(a,100); at(c,101)");
        assertEquals("ask", read(100));
    }

    @Test
    void bindsARelativeNameWhereItWas() throws IOException {
        Map<Integer, UnixSocket> dumped = again(
                1,
                "os.chdir('" + directory + "'); s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind('here')\n"
                        + "c=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); c.sendto(b'news','here'); at(s,100)");
        assertEquals("here\0", dumped.get(100).name().path());
        assertEquals(directory.toString(), dumped.get(100).name().directory().orElseThrow());
        assertEquals("news", read(100));
    }

    @Test
    void bindsADeletedNameBesideWhatIsThereNow() throws IOException {
        Path name = directory.resolve("old");
        Map<Integer, UnixSocket> dumped = again(
                2,
                "s=socket.socket(socket.AF_UNIX); s.bind('" + name + "'); s.listen(1)\n"
                        + "c=socket.socket(socket.AF_UNIX); c.connect('" + name + "'); a,_=s.accept(); c.send(b'ask')\n"
                        + "os.unlink('" + name + "'); open('" + name + "','w').write('mine')\n"
                        + "open('" + name + ".changed','w').write(str(os.stat('" + name + "').st_ctime_ns))\n"
                        + "at(a,100); at(c,101)");
        assertTrue(dumped.get(100).name().deleted());
        assertEquals("ask", read(100));
        assertEquals("mine", Files.readString(name));
        FileTime changed = (FileTime) Files.getAttribute(name, "unix:ctime");
        assertEquals(
                Files.readString(directory.resolve("old.changed")),
                Long.toString(changed.to(TimeUnit.NANOSECONDS)),
                "it was moved aside");
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void connectsDatagramsByName() throws IOException {
        again(
                3,
                "D=socket.SOCK_DGRAM; s=socket.socket(socket.AF_UNIX,D); s.bind('" + directory.resolve("d") + "')\n"
                        + "c=socket.socket(socket.AF_UNIX,D); c.connect(s.getsockname()); c.send(b'one')\n"
                        + "d=socket.socket(socket.AF_UNIX,D); d.connect(s.getsockname()); d.send(b'two')\n"
                        + "at(c,100); at(s,101); at(d,102)");
        assertEquals(List.of("one", "two"), List.of(read(101), read(101)));
        send(opened(100), "three");
        assertEquals("three", read(101));
    }

    @Test
    void refusesAnotherEndOutsideTheTree() throws IOException {
        try (Program target = Program.python("a,b=socket.socketpair(); at(a,100); at(b,101)")) {
            DumpInTest dump = new DumpInTest().knows(target.pid(), 100, 1);
            Unsupported refusal =
                    assertThrows(Unsupported.class, () -> RoundTrip.dump(UnixSocket.KIND, target.pid(), 100, dump));
            assertTrue(refusal.getMessage().contains("fd 100 of process " + target.pid()), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("--ext-unix-sk"), refusal.getMessage());
        }
    }

    @Test
    void remembersAnOutsideDatagramSocketByItsName() throws IOException {
        String name = directory.resolve("log").toString();
        try (Program outside =
                        Program.python("s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind('" + name + "')");
                Program target = Program.python(
                        "s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.connect('" + name + "'); at(s,100)")) {
            Dump request = Dump.of(1, ImageDirs.of(directory));
            DumpFiles files = new DumpFiles(
                    false, false, 0, false, false, List.of(), request.files().validation(), true, Set.of());
            DumpInTest dump = new DumpInTest(with(request, files)).knows(target.pid(), 100, 1);
            UnixSocket socket = RoundTrip.dump(UnixSocket.KIND, target.pid(), 100, dump);
            UnixSocket external = (UnixSocket) dump.added().get(2);
            assertEquals(name + "\0", external.name().path());
            assertEquals(socket.peer(), external.inode());
            assertTrue(external.external() && outside.handle().isAlive());
        }
    }

    @Test
    void refusesDescriptorsInFlight() throws IOException {
        try (Program target =
                Program.python("a,b=socket.socketpair(); socket.send_fds(a,[b'x'],[0]); at(a,100); at(b,101)")) {
            DumpInTest dump = new DumpInTest().knows(target.pid(), 100, 1).knows(target.pid(), 101, 2);
            Unsupported refusal =
                    assertThrows(Unsupported.class, () -> RoundTrip.dump(UnixSocket.KIND, target.pid(), 101, dump));
            assertTrue(refusal.getMessage().contains("1 descriptors"), refusal.getMessage());
        }
    }

    /** Restores descriptors 100, 101 ... of a program that has ended; what is dumped again is as it was. */
    private Map<Integer, UnixSocket> again(int count, String code) throws IOException {
        Map<Integer, UnixSocket> dumped = new LinkedHashMap<>();
        try (Program target = Program.python(code)) {
            DumpInTest dump = new DumpInTest();
            for (int i = 0; i < count; i++) {
                dump.knows(target.pid(), FIRST + i, i + 1);
            }
            Images images = new Images();
            for (int i = 0; i < count; i++) {
                UnixSocket socket = RoundTrip.dump(UnixSocket.KIND, target.pid(), FIRST + i, dump);
                // A second peek of the kernel passes over empty messages.
                UnixSocket second = RoundTrip.dump(UnixSocket.KIND, target.pid(), FIRST + i, dump);
                assertEquals(bytes(socket), bytes(second));
                dumped.put(FIRST + i, RoundTrip.through(UnixSocket.KIND, socket, i + 1, images));
            }
        }
        dumped.forEach((number, socket) -> restore.knows(number - FIRST + 1, UnixSocket.KIND, socket));
        dumped.keySet().forEach(this::opened);
        restore.shared(UnixNetwork.class, () -> new UnixNetwork(restore)).complete();
        compare(dumped);
        return dumped;
    }

    private void compare(Map<Integer, UnixSocket> dumped) {
        DumpInTest dump = new DumpInTest();
        int pid = linux.processes().ownPid();
        Map<Long, Long> inodes = new LinkedHashMap<>();
        inodes.put(0L, 0L);
        dumped.forEach((number, socket) -> {
            dump.knows(pid, opened(number).number(), number);
            inodes.put(TreeSockets.inode(link(opened(number))), socket.inode());
        });
        dumped.forEach((number, socket) -> {
            UnixSocket now = RoundTrip.dump(UnixSocket.KIND, pid, opened(number).number(), dump);
            UnixSocket asBefore = new UnixSocket(
                    now.flags(),
                    now.owner(),
                    socket.inode(),
                    now.type(),
                    now.state(),
                    now.listening() ? now.backlog() : socket.backlog(),
                    Objects.requireNonNull(inodes.get(now.peer())),
                    now.name(),
                    now.external(),
                    now.shutdown(),
                    now.options(),
                    now.queue());
            assertEquals(socket, asBefore);
        });
    }

    private static String bytes(UnixSocket socket) {
        StringBuilder all = new StringBuilder();
        socket.queue().forEach(packet -> all.append(new String(packet.data(), StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    private static String link(Fd file) {
        OpenFile open = OpenFiles.of(file);
        open.copy().close();
        return open.link();
    }

    private Fd opened(int number) {
        return restore.open(number - FIRST + 1);
    }

    private String read(int number) {
        return read(opened(number));
    }

    private String read(Fd socket) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(1 << 20);
            Result length = linux.sockets().receive(socket, buffer, 0x40);
            return length.failedWith(11)
                    ? "EAGAIN"
                    : new String(buffer.getBytes(0, (int) length.orThrow("recv", "")), StandardCharsets.US_ASCII);
        }
    }

    private void send(Fd socket, String text) {
        try (Arena arena = new Arena()) {
            linux.sockets()
                    .send(socket, arena.copy(text.getBytes(StandardCharsets.US_ASCII)), 0)
                    .orThrow("send", text);
        }
    }

    private static String rights(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    private static Dump with(Dump request, DumpFiles files) {
        return new Dump(
                request.pid(),
                request.dirs(),
                request.after(),
                request.shellJob(),
                request.freezing(),
                request.cpuCap(),
                files,
                request.memory(),
                request.tcp(),
                request.mounts(),
                request.cgroups(),
                request.emptyNet(),
                request.externals(),
                request.allowUprobes(),
                request.pluginDirectory(),
                request.hooks());
    }
}
