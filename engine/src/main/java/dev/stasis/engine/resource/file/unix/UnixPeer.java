package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.Unsupported;
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

    /**
     * The other end lies outside the tree. A datagram socket finds it again by its name; any socket that the caller names,
     * by its own inode, may be given another one by restore --inherit-fd.
     */
    private long external(UnixSocketInfo info) {
        String name = sockets.find(info.peer()).map(UnixSocketInfo::name).orElse("");
        if (!excepted(info.inode())) {
            if (!dump.request().files().externalUnixSockets()) {
                throw outside(info.peer(), "is connected to");
            }
            if (info.type() != Socket.SOCK_DGRAM || name.isEmpty()) {
                throw new Unsupported(
                        "cannot save " + file.describe() + ": its other end outside the tree cannot be found "
                                + "by a name again; allow it with --ext-unix-sk=" + info.inode()
                                + " and give it another one at restore with --inherit-fd");
            }
        }
        if (dump.shared(Externals.class, Externals::new).inodes.add(info.peer())) {
            dump.add(dump.newId(), UnixSocket.KIND, external(info.peer(), name));
        }
        return info.peer();
    }

    private boolean excepted(long inode) {
        return dump.request().files().externalUnixInodes().contains(inode)
                || dump.request().externals().stream()
                        .anyMatch(external ->
                                external.type().equals("unix") && external.id().equals(Long.toString(inode)));
    }

    /** Type and state are always these, whatever the socket is. */
    private static UnixSocket external(long inode, String name) {
        return new UnixSocket(
                0,
                FileOwner.NONE,
                inode,
                Socket.SOCK_DGRAM,
                TcpState.TCP_LISTEN,
                0,
                0,
                new UnixName(name, Optional.empty(), Optional.empty(), false),
                true,
                0,
                SocketOptions.NONE,
                List.of());
    }

    private Unsupported outside(long inode, String relation) {
        String name = sockets.find(inode)
                .map(UnixSocketInfo::name)
                .map(path -> new UnixName(path, Optional.empty(), Optional.empty(), false))
                .filter(path -> !path.none())
                .map(path -> " (" + path.text() + ")")
                .orElse("");
        return new Unsupported("cannot save " + file.describe() + ": it " + relation + " socket " + inode + name
                + " outside the tree; dump both ends in one tree, or allow it with --ext-unix-sk");
    }
}
