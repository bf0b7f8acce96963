package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.In6;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Tcp;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.socket.SocketDomain;
import dev.stasis.engine.resource.file.socket.SocketOptionsDumper;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class InetSocketDumper implements FileDumper<InetSocket> {
    @Override
    public boolean recognises(OpenFile file) {
        int family = SocketDomain.of(file);
        if (family != Socket.AF_INET && family != Socket.AF_INET6) {
            return false;
        }
        int protocol = SocketDomain.protocol(file);
        return protocol == In.IPPROTO_TCP || protocol == In.IPPROTO_UDP || protocol == In.IPPROTO_UDPLITE;
    }

    @Override
    public InetSocket dump(OpenFile file, FileDump dump) {
        int family = SocketDomain.of(file);
        int protocol = SocketDomain.protocol(file);
        SocketCalls sockets = dump.linux().sockets();
        try (Arena arena = new Arena()) {
            Block source = SocketAddress.allocate(arena, family);
            sockets.name(file.copy(), source).orThrow("getsockname", file.describe());
            Block destination = SocketAddress.allocate(arena, family);
            // Refused when there is none: the block stays zero.
            sockets.peerName(file.copy(), destination);
            InetState state = InetState.of(file, dump, family, protocol);
            return new InetSocket(
                    file.flags(),
                    file.owner(),
                    TreeSockets.inode(file.link()),
                    family,
                    SocketDomain.type(file),
                    protocol,
                    state.state(),
                    state.backlog(),
                    SocketAddress.endpoint(source, family),
                    SocketAddress.endpoint(destination, family),
                    family == Socket.AF_INET6 && number(sockets, file, Socket.SOL_IPV6, In6.IPV6_V6ONLY) != 0,
                    scope(SocketAddress.scope(source, family), file),
                    state.shutdown(),
                    SocketOptionsDumper.read(dump.linux(), file.copy(), file.describe()),
                    ip(sockets, file),
                    protocol == In.IPPROTO_TCP ? Optional.of(tcp(sockets, file)) : Optional.empty());
        }
    }

    private static IpOptions ip(SocketCalls sockets, OpenFile file) {
        return new IpOptions(
                number(sockets, file, Socket.SOL_IP, In.IP_FREEBIND) != 0,
                number(sockets, file, Socket.SOL_IP, In.IP_PKTINFO) != 0,
                number(sockets, file, Socket.SOL_IP, In.IP_TOS),
                number(sockets, file, Socket.SOL_IP, In.IP_TTL));
    }

    private static TcpOptions tcp(SocketCalls sockets, OpenFile file) {
        return new TcpOptions(
                number(sockets, file, Socket.SOL_TCP, Tcp.TCP_CORK) != 0,
                number(sockets, file, Socket.SOL_TCP, Tcp.TCP_NODELAY) != 0,
                number(sockets, file, Socket.SOL_TCP, Tcp.TCP_KEEPCNT),
                number(sockets, file, Socket.SOL_TCP, Tcp.TCP_KEEPIDLE),
                number(sockets, file, Socket.SOL_TCP, Tcp.TCP_KEEPINTVL));
    }

    private static int number(SocketCalls sockets, OpenFile file, int level, int option) {
        Fd socket = file.copy();
        return (int) sockets.intOption(socket, level, option)
                .orThrow("getsockopt " + option + " of level " + level, file.describe());
    }

    private static String scope(int index, OpenFile file) {
        if (index == 0) {
            return "";
        }
        try {
            NetworkInterface found = NetworkInterface.getByIndex(index);
            if (found != null) {
                return found.getName();
            }
        } catch (SocketException e) {
            throw gone(index, file, e);
        }
        throw gone(index, file, null);
    }

    private static Unsupported gone(int index, OpenFile file, @Nullable Throwable cause) {
        return new Unsupported(
                "cannot save " + file.describe() + ": it is bound to a link-local address of interface " + index
                        + ", which is gone; close it for the dump",
                cause);
    }
}
