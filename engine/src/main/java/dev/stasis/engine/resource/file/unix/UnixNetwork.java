package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.InheritedFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The unix sockets of one restore. Making one may make others: both ends of a pair, and with a listening socket all that
 * it accepted, for only accept(2) gives its name to another socket.
 */
final class UnixNetwork implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final FileRestore restore;
    private final Linux linux;
    private final SocketCalls sockets;
    private final UnixPlan plan;
    private final UnixBinder binder;
    /** Made and not yet asked for, by inode. */
    private final Map<Long, Fd> ready = new HashMap<>();
    /** Ends that stand for those that were gone, by the inode of the other end. */
    private final Map<Long, Fd> departed = new HashMap<>();

    private final Map<Long, UnixReach> reaches = new HashMap<>();
    /** Which the caller of the restore brought; they stay as they are. */
    private final Set<Long> inherited = new HashSet<>();

    private boolean complete;

    UnixNetwork(FileRestore restore) {
        this.restore = restore;
        this.linux = restore.linux();
        this.sockets = linux.sockets();
        this.plan = new UnixPlan(restore.all(UnixSocket.class));
        this.binder = new UnixBinder(linux);
    }

    Fd open(UnixSocket socket) {
        if (!ready.containsKey(socket.inode())) {
            make(socket);
        }
        Fd made = ready.remove(socket.inode());
        if (made == null) {
            throw new ImageDamaged("files.img: " + socket.describe()
                    + " is one end of more than one connection; copy the image set again, or dump again");
        }
        return made;
    }

    /** Fills, connects and shuts down all sockets, once. */
    void complete() {
        if (!complete) {
            complete = true;
            new UnixCompletion(restore, plan, inherited, departed, reaches).run();
        }
    }

    private void make(UnixSocket socket) {
        Optional<Fd> brought = InheritedFiles.find(restore, "socket:[" + socket.inode() + "]")
                .or(() -> InheritedFiles.find(restore, "socket[" + socket.inode() + "]"));
        if (brought.isPresent()) {
            inherited.add(socket.inode());
            keep(socket, brought.get());
        } else if (socket.listening() && !socket.external()) {
            makeAccepting(socket, socket);
        } else if (socket.datagrams() && !socket.external()) {
            makeDatagrams(socket);
        } else if (socket.established() && !socket.external()) {
            makeConnected(socket);
        } else {
            keep(socket, named(socket));
        }
    }

    private void keep(UnixSocket socket, Fd made) {
        Fd other = ready.put(socket.inode(), made);
        if (other != null) {
            other.close();
        }
    }

    private void makeDatagrams(UnixSocket socket) {
        if (plan.mutual(socket)) {
            makePair(socket, plan.peer(socket).orElseThrow());
        } else if (plan.widowed(socket)) {
            makePair(socket, null);
        } else {
            keep(socket, named(socket));
        }
    }

    private void makeConnected(UnixSocket socket) {
        Optional<UnixSocket> peer = plan.peer(socket);
        if (peer.filter(UnixSocket::external).isPresent()) {
            throw new Unsupported("cannot restore " + socket.describe() + ": its other end lay outside the tree; bring "
                    + "another one with --inherit-fd fd[N]:socket:[" + socket.inode() + "]");
        }
        if (peer.isPresent() && !plan.waiting(socket) && !plan.mutual(socket)) {
            throw new ImageDamaged("files.img: " + socket.describe() + " is connected to "
                    + peer.get().describe() + ", but not the other way round; copy the image set again, or dump again");
        }
        if (plan.waiting(socket)) {
            makeAccepting(peer.orElseThrow(), peer.orElseThrow());
        } else if (plan.accepted(socket)) {
            makeAccepting(plan.listener(socket).orElse(null), socket);
        } else if (peer.filter(plan::accepted).isPresent()) {
            makeAccepting(plan.listener(peer.orElseThrow()).orElse(null), peer.orElseThrow());
        } else {
            makePair(socket, peer.orElse(null));
        }
    }

    private void makePair(UnixSocket socket, @Nullable UnixSocket peer) {
        Fd[] pair = sockets.pair(Socket.AF_UNIX, socket.type() | Socket.SOCK_NONBLOCK);
        keep(socket, pair[0]);
        if (peer == null) {
            depart(socket, pair[1]);
        } else {
            keep(peer, pair[1]);
            bind(pair[1], peer);
        }
        bind(pair[0], socket);
    }

    /**
     * Makes a listening socket, lets it accept all that have its name, and leaves those waiting that were.
     *
     * @param listener null when it was closed: another one takes its place for the moment
     * @param alike any socket that has its name
     */
    private void makeAccepting(@Nullable UnixSocket listener, UnixSocket alike) {
        if (listener == null) {
            try (Fd socket = fresh(alike.type());
                    UnixReach reach = binder.bind(socket, alike.name(), alike.describe())) {
                accept(socket, BACKLOG, reach, alike);
            }
            return;
        }
        Fd socket = fresh(alike.type());
        keep(listener, socket);
        bind(socket, listener);
        UnixReach reach = reaches.get(listener.inode());
        if (reach == null) {
            throw new ImageDamaged("files.img: " + listener.describe()
                    + " listens and has no name; copy the image set again, or dump again");
        }
        accept(socket, (int) listener.backlog(), reach, alike);
        for (UnixSocket waiting : plan.waitingFor(listener)) {
            keep(waiting, connected(waiting, reach, listener));
        }
    }

    private void accept(Fd listener, int backlog, UnixReach reach, UnixSocket alike) {
        sockets.listen(listener, backlog).orThrow("listen", alike.describe());
        for (UnixSocket accepted : plan.acceptedLike(alike)) {
            UnixSocket client = plan.peer(accepted).orElse(null);
            Fd end = connected(client, reach, accepted);
            if (client == null) {
                depart(accepted, end);
            } else {
                keep(client, end);
            }
            keep(accepted, linux.files().adopt(sockets.accept(listener), "accept", accepted.describe()));
        }
    }

    private void depart(UnixSocket socket, Fd other) {
        Fd before = departed.put(socket.inode(), other);
        if (before != null) {
            before.close();
        }
    }

    private Fd connected(@Nullable UnixSocket client, UnixReach reach, UnixSocket server) {
        Fd socket = client == null ? fresh(server.type()) : named(client);
        return socket.madeWhole(end -> {
            try (Arena arena = new Arena()) {
                sockets.connect(end, reach.address(arena)).orThrow("connect", server.describe());
            }
        });
    }

    private Fd named(UnixSocket socket) {
        return fresh(socket.type()).madeWhole(made -> bind(made, socket));
    }

    private void bind(Fd made, UnixSocket socket) {
        if (!socket.name().none() && !socket.external()) {
            UnixReach before = reaches.put(socket.inode(), binder.bind(made, socket.name(), socket.describe()));
            if (before != null) {
                before.close();
            }
        }
    }

    private Fd fresh(int type) {
        return sockets.socket(Socket.AF_UNIX, type | Socket.SOCK_NONBLOCK, 0);
    }

    @Override
    public void close() {
        ready.values().forEach(Fd::close);
        departed.values().forEach(Fd::close);
        reaches.values().forEach(UnixReach::close);
    }
}
