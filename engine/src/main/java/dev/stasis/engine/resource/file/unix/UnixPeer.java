package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.kernel.netlink.UnixSocketInfo;
import dev.stasis.engine.kernel.netlink.UnixSockets;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.socket.SocketOptions;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the other end of a socket, and refuses what cannot be connected again. */
final class UnixPeer {
    private final FileDump dump;
    private final UnixSockets sockets;
    private final OpenFile file;

    /** Sockets outside the tree that have an entry already. */
    private static final class Externals {
        private final Set<Long> inodes = new HashSet<>();
    }

    UnixPeer(FileDump dump, UnixSockets sockets, OpenFile file) {
        this.dump = dump;
        this.sockets = sockets;
        this.file = file;
    }

    /** Inode of the other end; 0 for none. */
    long of(UnixSocketInfo info) {
        if (info.peer() != 0) {
            return connected(info);
        }
        if (info.state() != TcpState.TCP_ESTABLISHED || info.type() == Socket.SOCK_DGRAM) {
            return 0;
        }
        return sockets.listenerOf(info.inode())
                .map(listener -> waiting(info, listener))
                .orElse(0L);
    }

    private long connected(UnixSocketInfo info) {
        if (!TreeSockets.of(dump).has(info.peer())) {
            return external(info);
        }
        UnixSocketInfo peer = sockets.find(info.peer()).orElseThrow();
        if (peer.peer() != info.inode() && peer.name().isEmpty()) {
            throw new Unsupported("cannot save " + file.describe() + ": it sends to the unnamed socket " + peer.inode()
                    + ", which is itself connected to another, and could not be found again; connect it by name");
        }
        return info.peer();
    }

    /** Waits in the backlog of a listening socket. What it has sent already can be read by nobody but who accepts it. */
    private long waiting(UnixSocketInfo info, UnixSocketInfo listener) {
        if (!TreeSockets.of(dump).has(listener.inode())) {
            throw outside(listener.inode(), "waits to be accepted by");
        }
        if (info.outstanding() != 0) {
            throw new Unsupported("cannot save " + file.describe()
                    + ": it was not accepted yet and has sent data already, which the kernel does not show; "
                    + "let the listening process accept it before the dump");
        }
        return listener.inode();
    }

    private long external(UnixSocketInfo info) {
        DumpFiles files = dump.request().files();
        boolean allowed =
                files.externalUnixSockets() || files.externalUnixInodes().contains(info.peer());
        Optional<UnixSocketInfo> peer = sockets.find(info.peer());
        if (!allowed) {
            throw outside(info.peer(), "is connected to");
        }
        if (info.type() != Socket.SOCK_DGRAM) {
            throw new Unsupported("cannot save " + file.describe() + ": it is a connection to socket " + info.peer()
                    + " outside the tree, and only datagram sockets can be connected anew by --ext-unix-sk; "
                    + "dump both ends in one tree, or close it");
        }
        String name = peer.map(UnixSocketInfo::name).orElse("");
        if (name.isEmpty()) {
            throw new Unsupported("cannot save " + file.describe() + ": its other end " + info.peer()
                    + " outside the tree has no name by which it could be connected again; close it for the dump");
        }
        addExternal(info, name);
        return info.peer();
    }

    private void addExternal(UnixSocketInfo info, String name) {
        if (dump.shared(Externals.class, Externals::new).inodes.add(info.peer())) {
            UnixSocket external = new UnixSocket(
                    0,
                    FileOwner.NONE,
                    info.peer(),
                    info.type(),
                    TcpState.TCP_LISTEN,
                    0,
                    0,
                    new UnixName(name, Optional.empty(), Optional.empty(), false),
                    true,
                    0,
                    SocketOptions.NONE,
                    List.of());
            dump.add(dump.newId(), UnixSocket.KIND, external);
        }
    }

    private Unsupported outside(long inode, String relation) {
        String name = sockets.find(inode)
                .map(UnixSocketInfo::name)
                .map(path -> new UnixName(path, Optional.empty(), Optional.empty(), false))
                .filter(path -> !path.none())
                .map(path -> " (" + path.text() + ")")
                .orElse("");
        return new Unsupported("cannot save " + file.describe() + ": it " + relation + " socket " + inode + name
                + " outside the tree; name it with --ext-unix-sk if it takes datagrams, or dump both ends in one tree");
    }
}
