package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Tcp;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestore.Identified;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.socket.SocketOptionsRestorer;

/** What is done when all internet sockets are bound: those that listened listen, and options get their values. */
final class InetCompletion {
    private final FileRestore restore;
    private final Linux linux;
    private boolean done;

    private InetCompletion(FileRestore restore) {
        this.restore = restore;
        this.linux = restore.linux();
    }

    static InetCompletion of(FileRestore restore) {
        return restore.shared(InetCompletion.class, () -> new InetCompletion(restore));
    }

    /** Does it, once. */
    void run() {
        if (done) {
            return;
        }
        done = true;
        for (Identified<InetSocket> each : restore.all(InetSocket.class)) {
            restore.open(each.id());
        }
        for (Identified<InetSocket> each : restore.all(InetSocket.class)) {
            complete(each.record(), restore.open(each.id()));
        }
    }

    private void complete(InetSocket socket, Fd opened) {
        if (socket.listening()) {
            linux.sockets().listen(opened, socket.backlog()).orThrow("listen", socket.describe());
        }
        if (socket.shutdown() != 0) {
            linux.sockets().shutdown(opened, socket.shutdown() - 1).orThrow("shutdown", socket.describe());
        }
        SocketOptionsRestorer.apply(linux, opened, socket.options(), socket.describe());
        IpOptions ip = socket.ip();
        set(opened, Socket.SOL_IP, In.IP_FREEBIND, ip.freeBind() ? 1 : 0, socket);
        set(opened, Socket.SOL_IP, In.IP_PKTINFO, ip.packetInfo() ? 1 : 0, socket);
        set(opened, Socket.SOL_IP, In.IP_TOS, ip.tos(), socket);
        setKnown(opened, Socket.SOL_IP, In.IP_TTL, ip.ttl(), socket);
        socket.tcp().ifPresent(tcp -> setTcp(opened, tcp, socket));
        FileState.setFlags(linux, opened, socket.flags());
    }

    private void setTcp(Fd opened, TcpOptions tcp, InetSocket socket) {
        setKnown(opened, Socket.SOL_TCP, Tcp.TCP_KEEPCNT, tcp.keepCount(), socket);
        setKnown(opened, Socket.SOL_TCP, Tcp.TCP_KEEPIDLE, tcp.keepIdle(), socket);
        setKnown(opened, Socket.SOL_TCP, Tcp.TCP_KEEPINTVL, tcp.keepInterval(), socket);
        set(opened, Socket.SOL_TCP, Tcp.TCP_NODELAY, tcp.noDelay() ? 1 : 0, socket);
        set(opened, Socket.SOL_TCP, Tcp.TCP_CORK, tcp.cork() ? 1 : 0, socket);
    }

    private void setKnown(Fd opened, int level, int option, int value, InetSocket socket) {
        if (value != 0) {
            set(opened, level, option, value, socket);
        }
    }

    /** Nothing is set that is so already: a time to live that is set follows the system's default no more. */
    private void set(Fd opened, int level, int option, int value, InetSocket socket) {
        if (linux.sockets().intOption(opened, level, option).raw() != value) {
            linux.sockets()
                    .setIntOption(opened, level, option, value)
                    .orThrow("setsockopt " + option + " of level " + level + " to " + value, socket.describe());
        }
    }
}
