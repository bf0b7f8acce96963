package dev.stasis.engine.resource.file.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
class NetlinkSocketTest {
    @Test
    void keepsASocketWithoutAPort() throws IOException {
        NetlinkSocket socket = again("at(socket.socket(16,3,0),100)");
        assertEquals(List.of(0, 0L), List.of(socket.state(), socket.port()));
    }

    @Test
    void keepsPortAndGroupsBeyondThirtyTwo() throws IOException {
        NetlinkSocket socket = again(
                "s=socket.socket(16,2,0); s.bind((0,17)); s.setsockopt(270,1,33); s.setblocking(False); at(s,100)");
        assertEquals(List.of(17, 1), socket.groups());
        assertEquals(7, socket.state());
        assertEquals(0x802, socket.flags());
    }

    @Test
    void keepsADestination() throws IOException {
        NetlinkSocket socket = again("s=socket.socket(16,3,2); s.bind((23456789,0)); s.connect((77,4)); at(s,100)");
        assertEquals(List.of(1, 77L, 3L), List.of(socket.state(), socket.destinationPort(), socket.destinationGroup()));
    }

    @Test
    void refusesAnswersThatWait() throws IOException {
        try (Program target = Program.python("s=socket.socket(16,3,0); s.bind((0,0))\n"
                + "s.send(struct.pack('IHHIIBxxx',20,18,0x301,1,0,0)); select.select([s],[],[]); at(s,100)")) {
            Unsupported refusal = assertThrows(
                    Unsupported.class, () -> RoundTrip.dump(NetlinkSocket.KIND, target.pid(), 100, new DumpInTest()));
            assertTrue(refusal.getMessage().contains("let the program read them"), refusal.getMessage());
        }
    }

    private static NetlinkSocket again(String code) throws IOException {
        NetlinkSocket dumped;
        try (Program target = Program.python(code)) {
            dumped = RoundTrip.dump(NetlinkSocket.KIND, target.pid(), 100, new DumpInTest());
        }
        try (RestoreInTest restore = new RestoreInTest()) {
            restore.knows(1, NetlinkSocket.KIND, RoundTrip.through(NetlinkSocket.KIND, dumped, 1, new Images()));
            NetlinkSocket back = restore.dumped(1, NetlinkSocket.KIND);
            assertEquals(dumped, withInode(back, dumped.inode()));
            return back;
        }
    }

    private static NetlinkSocket withInode(NetlinkSocket socket, long inode) {
        return new NetlinkSocket(
                socket.flags(),
                socket.owner(),
                inode,
                socket.protocol(),
                socket.state(),
                socket.port(),
                socket.groups(),
                socket.destinationPort(),
                socket.destinationGroup(),
                socket.options());
    }
}
