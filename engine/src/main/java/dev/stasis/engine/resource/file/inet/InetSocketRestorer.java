package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.In6;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.socket.IntOption;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * Makes and binds sockets; they listen when all are bound. Until then every socket has SO_REUSEADDR, for several may have
 * one address and the order in which they got it is not known, and IP_FREEBIND, for the address may come later.
 */
final class InetSocketRestorer implements FileRestorer<InetSocket> {
    @Override
    public Fd open(InetSocket socket, FileRestore restore) {
        if (socket.state() != TcpState.TCP_CLOSE && socket.isTcp() && !socket.listening()) {
            throw new Unsupported("cannot restore " + socket.describe() + ": connections cannot be restored by this "
                    + "version; dump again without it");
        }
        Linux linux = restore.linux();
        return linux.sockets()
                .socket(socket.family(), socket.type(), socket.protocol())
                .madeWhole(fresh -> prepare(linux, fresh, socket));
    }

    private static void prepare(Linux linux, Fd opened, InetSocket socket) {
        if (socket.ipv6()) {
            set(linux, opened, Socket.SOL_IPV6, In6.IPV6_V6ONLY, socket.onlyIpv6() ? 1 : 0, socket);
        }
        set(linux, opened, Socket.SOL_IP, In.IP_FREEBIND, 1, socket);
        set(linux, opened, Socket.SOL_SOCKET, Socket.SO_REUSEADDR, 1, socket);
        if (socket.options().ints().getOrDefault(IntOption.REUSEPORT, 0) != 0) {
            set(linux, opened, Socket.SOL_SOCKET, Socket.SO_REUSEPORT, 1, socket);
        }
        place(linux, opened, socket);
    }

    private static void place(Linux linux, Fd opened, InetSocket socket) {
        try (Arena arena = new Arena()) {
            int scope = scope(socket);
            if (!socket.source().unspecified()) {
                Result bound =
                        linux.sockets().bind(opened, SocketAddress.of(arena, socket.family(), socket.source(), scope));
                if (bound.failedWith(Errno.EADDRINUSE)) {
                    throw new Unsupported("cannot restore " + socket.describe()
                            + ": the address is in use; end the program that has it and restore again");
                }
                bound.orThrow("bind", socket.describe());
            }
            if (!socket.destination().unspecified()) {
                linux.sockets()
                        .connect(opened, SocketAddress.of(arena, socket.family(), socket.destination(), scope))
                        .orThrow("connect", socket.describe());
            }
        }
    }

    private static int scope(InetSocket socket) {
        if (socket.scope().isEmpty()) {
            return 0;
        }
        try {
            NetworkInterface found = NetworkInterface.getByName(socket.scope());
            if (found != null) {
                return found.getIndex();
            }
        } catch (SocketException e) {
            throw new ImageDamaged("no interface " + socket.scope() + " for " + socket.describe(), e);
        }
        throw new Unsupported("cannot restore " + socket.describe() + ": there is no network interface "
                + socket.scope() + ", to which its link-local address belongs; make it and restore again");
    }

    private static void set(Linux linux, Fd opened, int level, int option, int value, InetSocket socket) {
        linux.sockets()
                .setIntOption(opened, level, option, value)
                .orThrow("setsockopt " + option + " of level " + level, socket.describe());
    }

    @Override
    public void finish(InetSocket socket, Fd opened, Holder holder, FileRestore restore) {
        InetCompletion.of(restore).run();
        FileState.setOwner(restore, opened, socket.owner());
    }
}
