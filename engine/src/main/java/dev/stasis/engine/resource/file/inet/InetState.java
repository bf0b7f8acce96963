package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Tcp;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.netlink.InetSocketInfo;
import dev.stasis.engine.kernel.netlink.InetSockets;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.util.HashMap;
import java.util.Map;

/**
 * What an internet socket is doing.
 *
 * @param state of net/tcp_states.h; 7 is neither listening nor connected
 * @param backlog of a listening socket
 * @param shutdown 1 reading, 2 writing, 3 both
 */
record InetState(int state, int backlog, int shutdown) {
    /** Offsets in struct tcp_info of linux/tcp.h; of a listening socket two counters mean something else. */
    private static final int TCP_INFO = 104;

    private static final int TO_ACCEPT = 24;
    private static final int BACKLOG = 28;

    /** The kernel's tables, each read once for a dump. */
    private static final class Tables {
        private final Map<Integer, InetSockets> read = new HashMap<>();

        InetSockets of(FileDump dump, int family, int protocol) {
            return read.computeIfAbsent(
                    family << 16 | protocol, any -> InetSockets.read(dump.linux(), family, protocol));
        }
    }

    static InetState of(OpenFile file, FileDump dump, int family, int protocol) {
        return protocol == In.IPPROTO_TCP ? tcp(file, dump) : udp(file, dump, family, protocol);
    }

    private static InetState tcp(OpenFile file, FileDump dump) {
        try (Arena arena = new Arena()) {
            Block info = arena.allocate(TCP_INFO);
            dump.linux()
                    .sockets()
                    .option(file.copy(), Socket.SOL_TCP, Tcp.TCP_INFO, info)
                    .orThrow("getsockopt(TCP_INFO)", file.describe());
            int state = Byte.toUnsignedInt(info.getByte(0));
            if (state == TcpState.TCP_LISTEN) {
                refuseWaiting(info.getInt(TO_ACCEPT), file, dump);
                return new InetState(state, info.getInt(BACKLOG), 0);
            }
            if (state != TcpState.TCP_CLOSE) {
                throw connection(file, dump);
            }
            return new InetState(state, 0, 0);
        }
    }

    private static void refuseWaiting(int waiting, OpenFile file, FileDump dump) {
        if (waiting == 0) {
            return;
        }
        if (!dump.request().tcp().skipInFlight()) {
            throw new Unsupported("cannot save " + file.describe() + ": " + waiting
                    + " connections wait to be accepted; accept them first, or leave them out with --skip-in-flight");
        }
        dump.log().warn(waiting + " connections that wait to be accepted by " + file.describe() + " are left out");
    }

    private static Unsupported connection(OpenFile file, FileDump dump) {
        return new Unsupported("cannot save " + file.describe() + ": it is a TCP connection; "
                + (dump.request().tcp().established()
                        ? "connections cannot be saved by this version, not with --tcp-established either; close it "
                                + "for the dump"
                        : "close it for the dump, or ask for connections with --tcp-established"));
    }

    private static InetState udp(OpenFile file, FileDump dump, int family, int protocol) {
        InetSocketInfo info = dump.shared(Tables.class, Tables::new)
                .of(dump, family, protocol)
                .find(TreeSockets.inode(file.link()))
                .orElse(new InetSocketInfo(0, TcpState.TCP_CLOSE, 0, 0, 0));
        if (info.readable() != 0) {
            dump.log()
                    .warn(info.readable() + " bytes of datagrams that wait in " + file.describe()
                            + " will be lost, as the network may lose them");
        }
        return new InetState(info.state(), 0, info.shutdown());
    }
}
