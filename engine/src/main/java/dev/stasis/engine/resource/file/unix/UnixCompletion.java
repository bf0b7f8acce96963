package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestore.Identified;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.socket.Packet;
import dev.stasis.engine.resource.file.socket.SocketOptionsRestorer;
import java.util.Map;
import java.util.Set;

/**
 * What is done when all unix sockets are there, in this order: what waits in them is sent while nobody refuses it, those
 * that are connected by name are connected, ends that were gone go, halves are shut, options are set.
 */
final class UnixCompletion {
    /** Memory is not taken until it is needed. */
    private static final int LARGE_BUFFER = 1 << 28;

    private static final int SEND = Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL;

    private final FileRestore restore;
    private final Linux linux;
    private final SocketCalls sockets;
    private final UnixPlan plan;
    private final Set<Long> inherited;
    private final Map<Long, Fd> departed;
    private final Map<Long, UnixReach> reaches;

    UnixCompletion(
            FileRestore restore,
            UnixPlan plan,
            Set<Long> inherited,
            Map<Long, Fd> departed,
            Map<Long, UnixReach> reaches) {
        this.restore = restore;
        this.linux = restore.linux();
        this.sockets = linux.sockets();
        this.plan = plan;
        this.inherited = inherited;
        this.departed = departed;
        this.reaches = reaches;
    }

    void run() {
        each(this::fill);
        for (UnixSocket socket : plan.connectedByName()) {
            if (!inherited.contains(socket.inode())) {
                connect(socket, opened(socket.inode()));
            }
        }
        departed.values().forEach(Fd::close);
        departed.clear();
        each(this::shut);
        each(this::settle);
    }

    private interface Step {
        void on(UnixSocket socket, Fd opened);
    }

    private void each(Step step) {
        for (Identified<UnixSocket> each : plan.all()) {
            if (!each.record().external()) {
                Fd opened = restore.open(each.id());
                if (!inherited.contains(each.record().inode())) {
                    step.on(each.record(), opened);
                }
            }
        }
    }

    private Fd opened(long inode) {
        return restore.open(plan.identified(inode).id());
    }

    private void fill(UnixSocket socket, Fd opened) {
        if (socket.queue().isEmpty()) {
            return;
        }
        Fd gone = departed.get(socket.inode());
        if (gone != null) {
            send(socket, gone);
        } else if (plan.mutual(socket)) {
            send(socket, opened(socket.peer()));
        } else {
            sendByName(socket);
        }
    }

    private void send(UnixSocket socket, Fd sender) {
        enlarge(sender);
        for (Packet packet : socket.queue()) {
            try (Arena arena = new Arena()) {
                check(sockets.send(sender, arena.copy(packet.data()), SEND), packet, socket);
            }
        }
    }

    private void sendByName(UnixSocket socket) {
        UnixReach reach = reaches.get(socket.inode());
        if (reach == null) {
            throw new Unsupported(
                    "cannot restore " + socket.describe() + ": data waits in it, and it has neither a name "
                            + "nor another end by which that could be sent again");
        }
        try (Fd sender = sockets.socket(Socket.AF_UNIX, socket.type(), 0)) {
            enlarge(sender);
            for (Packet packet : socket.queue()) {
                try (Arena arena = new Arena()) {
                    Block data = arena.copy(packet.data());
                    check(sockets.sendTo(sender, data, SEND, reach.address(arena)), packet, socket);
                }
            }
        }
    }

    private void enlarge(Fd sender) {
        sockets.setIntOption(sender, Socket.SOL_SOCKET, Socket.SO_SNDBUFFORCE, LARGE_BUFFER)
                .orThrow("setsockopt(SO_SNDBUFFORCE)", "a unix socket");
    }

    private static void check(Result sent, Packet packet, UnixSocket socket) {
        if (sent.failedWith(Errno.EAGAIN)) {
            throw new Unsupported(
                    "cannot restore " + socket.describe() + ": "
                            + socket.queue().size()
                            + " messages waited in it, more than it takes now; raise net.unix.max_dgram_qlen and restore again");
        }
        if (sent.orThrow("send", socket.describe()) != packet.data().length) {
            throw new Unsupported("cannot restore " + socket.describe() + ": it took only " + sent.raw() + " of "
                    + packet.data().length + " bytes that waited in it");
        }
    }

    private void connect(UnixSocket socket, Fd opened) {
        UnixSocket peer = plan.identified(socket.peer()).record();
        if (peer.external() && !restore.request().files().externalUnixSockets()) {
            throw new Unsupported("cannot restore " + socket.describe() + ": it was connected to " + peer.describe()
                    + " outside the tree; give --ext-unix-sk to connect it to what is there now");
        }
        UnixReach reach = reaches.get(peer.inode());
        if (reach == null && peer.name().none()) {
            throw new Unsupported(
                    "cannot restore " + socket.describe() + ": its other end has no name; bring another one "
                            + "with --inherit-fd fd[N]:socket:[" + socket.inode() + "]");
        }
        try (Arena arena = new Arena()) {
            Block address = reach == null ? UnixReach.address(arena, peer.name().path()) : reach.address(arena);
            sockets.connect(opened, address).orThrow("connect to " + peer.describe(), socket.describe());
        }
    }

    private void shut(UnixSocket socket, Fd opened) {
        if (socket.shutdown() != 0) {
            sockets.shutdown(opened, socket.shutdown() - 1).orThrow("shutdown", socket.describe());
        }
    }

    private void settle(UnixSocket socket, Fd opened) {
        SocketOptionsRestorer.apply(linux, opened, socket.options(), socket.describe());
        FileState.setFlags(linux, opened, socket.flags());
    }
}
