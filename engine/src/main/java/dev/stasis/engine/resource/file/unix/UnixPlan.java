package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.file.FileRestore.Identified;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is connected to whom among the unix sockets of an image set. */
final class UnixPlan {
    private final Map<Long, Identified<UnixSocket>> byInode = new LinkedHashMap<>();

    UnixPlan(List<Identified<UnixSocket>> sockets) {
        sockets.forEach(each -> byInode.put(each.record().inode(), each));
    }

    Collection<Identified<UnixSocket>> all() {
        return byInode.values();
    }

    Identified<UnixSocket> identified(long inode) {
        Identified<UnixSocket> known = byInode.get(inode);
        if (known == null) {
            throw new ImageDamaged(
                    "files.img has no unix socket with inode " + inode + ", to which another is connected");
        }
        return known;
    }

    /** The other end; none when it is gone. */
    Optional<UnixSocket> peer(UnixSocket socket) {
        return socket.peer() == 0
                ? Optional.empty()
                : Optional.of(identified(socket.peer()).record());
    }

    /** Whether both ends are connected to each other. */
    boolean mutual(UnixSocket socket) {
        return peer(socket)
                .filter(peer -> peer.peer() == socket.inode() && peer.inode() != socket.inode())
                .isPresent();
    }

    /** Whether it waits to be accepted. */
    boolean waiting(UnixSocket socket) {
        return !socket.datagrams()
                && peer(socket)
                        .filter(peer -> peer.listening() && !peer.external())
                        .isPresent();
    }

    /** A datagram socket whose other end, unnamed, is gone: it was one of a pair. */
    boolean widowed(UnixSocket socket) {
        return socket.datagrams()
                && socket.established()
                && socket.peer() == 0
                && socket.name().none();
    }

    /** Whether a socket got its name from the listening socket that accepted it. */
    boolean accepted(UnixSocket socket) {
        if (socket.datagrams() || !socket.established() || socket.name().none() || waiting(socket)) {
            return false;
        }
        Optional<UnixSocket> peer = peer(socket);
        if (peer.isEmpty() || peer.get().name().none()) {
            return true;
        }
        boolean own = listener(socket).isPresent();
        boolean others = listener(peer.get()).isPresent();
        // Both have names: the one that was accepted is the younger.
        return own != others ? own : socket.inode() > peer.get().inode();
    }

    /** The listening socket whose name a socket has. */
    Optional<UnixSocket> listener(UnixSocket socket) {
        return records()
                .filter(each -> each.listening() && !each.external() && sameName(each, socket))
                .findFirst();
    }

    /** Those accepted by a listening socket of this socket's name, itself perhaps among them. */
    List<UnixSocket> acceptedLike(UnixSocket socket) {
        return records()
                .filter(each -> sameName(each, socket) && accepted(each))
                .toList();
    }

    List<UnixSocket> waitingFor(UnixSocket listener) {
        return records()
                .filter(each -> each.peer() == listener.inode() && !each.datagrams())
                .toList();
    }

    /**
     * Datagram sockets that are connected by name, in the order in which that works: a socket that is connected takes
     * connections from its own peer only.
     */
    List<UnixSocket> connectedByName() {
        Set<UnixSocket> order = new LinkedHashSet<>();
        records().forEach(each -> addWithCallers(each, order, new ArrayList<>()));
        return List.copyOf(order);
    }

    private void addWithCallers(UnixSocket socket, Set<UnixSocket> order, List<UnixSocket> path) {
        if (socket.datagrams() && socket.peer() != 0 && !mutual(socket) && !path.contains(socket)) {
            path.add(socket);
            records()
                    .filter(each -> each.peer() == socket.inode())
                    .forEach(caller -> addWithCallers(caller, order, path));
            order.add(socket);
        }
    }

    private Stream<UnixSocket> records() {
        return byInode.values().stream().map(Identified::record);
    }

    private static boolean sameName(UnixSocket one, UnixSocket other) {
        return one.type() == other.type()
                && one.name().path().equals(other.name().path())
                && one.name().directory().equals(other.name().directory())
                && one.name().deleted() == other.name().deleted();
    }
}
