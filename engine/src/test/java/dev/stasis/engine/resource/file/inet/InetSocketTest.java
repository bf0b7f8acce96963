package dev.stasis.engine.resource.file.inet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import dev.stasis.engine.resource.file.socket.IntOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
class InetSocketTest {
    private static final int FIRST = 100;

    @Test
    void listensAgainWithItsOptions() throws IOException {
        InetSocket socket = again(
                        1,
                        "s=socket.create_server(('127.0.0.1',0),backlog=9); s.setsockopt(6,1,1); s.setsockopt(6,4,77)\n"
                                + "s.setsockopt(1,9,1); at(s,100)")
                .get(0);
        assertTrue(socket.listening());
        assertEquals(9, socket.backlog());
        assertEquals(77, socket.tcp().map(TcpOptions::keepIdle).orElseThrow());
        assertEquals(true, socket.tcp().map(TcpOptions::noDelay).orElseThrow());
        assertEquals(1, socket.options().ints().get(IntOption.KEEPALIVE));
        assertEquals(List.of(0x0100007f), socket.source().words());
    }

    @Test
    void listensOnIpv6ForItselfOnlyOrForBoth() throws IOException {
        List<InetSocket> sockets = again(
                2,
                "a=socket.socket(socket.AF_INET6); a.setsockopt(41,26,1); a.bind(('::',0)); a.listen(3); at(a,100)\n"
                        + "b=socket.socket(socket.AF_INET6); b.setsockopt(41,26,0); b.bind(('::',0)); b.listen(3); at(b,101)");
        assertEquals(
                List.of(true, false), sockets.stream().map(InetSocket::onlyIpv6).toList());
    }

    @Test
    void bindsTwoSocketsToOnePort() throws IOException {
        again(
                2,
                "a=socket.create_server(('127.0.0.1',0),reuse_port=True); at(a,100)\n"
                        + "b=socket.create_server(a.getsockname(),reuse_port=True); at(b,101)");
    }

    @Test
    void keepsUdpWithItsDestination() throws IOException {
        List<InetSocket> sockets = again(
                3,
                "a=socket.socket(2,2); a.bind(('127.0.0.1',0)); a.setsockopt(1,6,1); at(a,100)\n"
                        + "b=socket.socket(2,2); b.connect(a.getsockname()); b.setsockopt(0,1,16); b.setsockopt(0,2,33); at(b,101)\n"
                        + "c=socket.socket(10,2); c.bind(('::1',0)); c.setblocking(False); at(c,102)");
        assertEquals(sockets.get(0).source(), sockets.get(1).destination());
        assertEquals(new IpOptions(false, false, 16, 33), sockets.get(1).ip());
        assertEquals(0x802, sockets.get(2).flags());
    }

    @Test
    void keepsSocketsThatAreNotBound() throws IOException {
        List<InetSocket> sockets = again(
                3,
                "at(socket.socket(2,1),100); at(socket.socket(10,2),101)\n"
                        + "s=socket.socket(2,1); s.bind(('127.0.0.1',0)); at(s,102)");
        assertTrue(sockets.get(0).source().unspecified()
                && !sockets.get(2).source().unspecified());
        assertEquals(Optional.empty(), sockets.get(1).tcp());
    }

    @Test
    void refusesAConnectionWithoutTcpEstablished() throws IOException {
        try (Program target = Program.python("s=socket.create_server(('127.0.0.1',0)); keep.append(s)\n"
                + "c=socket.create_connection(s.getsockname()); a,_=s.accept(); at(c,100); at(s,101)\n"
                + "d=socket.create_connection(s.getsockname())")) {
            String connection = refusal(target, 100);
            assertTrue(connection.contains("it is a TCP connection"), connection);
            assertTrue(connection.contains("--tcp-established"), connection);
            String waiting = refusal(target, 101);
            assertTrue(waiting.contains("1 connections wait to be accepted"), waiting);
            assertTrue(waiting.contains("--skip-in-flight"), waiting);
        }
    }

    @Test
    void saysWhenTheAddressIsInUse() throws IOException {
        try (Program target = Program.python("s=socket.create_server(('127.0.0.1',0)); at(s,100)");
                RestoreInTest restore = new RestoreInTest()) {
            InetSocket socket = RoundTrip.dump(InetSocket.KIND, target.pid(), 100, new DumpInTest());
            restore.knows(1, InetSocket.KIND, socket);
            Unsupported refusal = assertThrows(Unsupported.class, () -> restore.open(1));
            assertEquals(
                    "cannot restore TCP socket 127.0.0.1:" + socket.source().port()
                            + ": the address is in use; end the program that has it and restore again",
                    refusal.getMessage());
        }
    }

    private static String refusal(Program target, int number) {
        return assertThrows(
                        Unsupported.class,
                        () -> RoundTrip.dump(InetSocket.KIND, target.pid(), number, new DumpInTest()))
                .getMessage();
    }

    /** What a dump says of the restored sockets; all as before. */
    private static List<InetSocket> again(int count, String code) throws IOException {
        List<InetSocket> dumped = new ArrayList<>();
        try (Program target = Program.python(code)) {
            for (int i = 0; i < count; i++) {
                dumped.add(RoundTrip.dump(InetSocket.KIND, target.pid(), FIRST + i, new DumpInTest()));
            }
        }
        List<InetSocket> back = new ArrayList<>();
        try (RestoreInTest restore = new RestoreInTest()) {
            for (int i = 0; i < count; i++) {
                restore.knows(i, InetSocket.KIND, RoundTrip.through(InetSocket.KIND, dumped.get(i), i, new Images()));
            }
            InetCompletion.of(restore).run();
            for (int i = 0; i < count; i++) {
                InetSocket socket = restore.dumped(i, InetSocket.KIND);
                assertEquals(dumped.get(i), withInode(socket, dumped.get(i).inode()));
                back.add(socket);
            }
        }
        return back;
    }

    private static InetSocket withInode(InetSocket socket, long inode) {
        return new InetSocket(
                socket.flags(),
                socket.owner(),
                inode,
                socket.family(),
                socket.type(),
                socket.protocol(),
                socket.state(),
                socket.backlog(),
                socket.source(),
                socket.destination(),
                socket.onlyIpv6(),
                socket.scope(),
                socket.shutdown(),
                socket.options(),
                socket.ip(),
                socket.tcp());
    }
}
