package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.PassedFd;
import java.nio.file.Path;

/**
 * The restore's end of the socket to a lazy-pages daemon, ours or CRIU's: for each process its pid as an int, and then the
 * userfaultfd with a byte of its own; a zombie's pid is negative; at last the word that all is built. The daemon never
 * answers. It serves faults as soon as it has heard of every process of the tree.
 */
public final class DaemonLink implements AutoCloseable {
    /** Name of the socket in the work directory. */
    public static final String SOCKET = "lazy-pages.socket";

    static final int FINISHED = 0x52535446;

    private final Linux linux;
    private final Fd socket;

    private DaemonLink(Linux linux, Fd socket) {
        this.linux = linux;
        this.socket = socket;
    }

    /** Connects. Also makes sure that the kernel can do what will be needed. */
    public static DaemonLink connect(Linux linux, Path work) {
        FaultFeatures.require(linux);
        Fd socket = linux.sockets().socket(Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
        return new DaemonLink(linux, socket.madeWhole(fresh -> {
            Result connected = UnixPath.with(
                    linux, work, SOCKET, address -> linux.sockets().connect(fresh, address));
            if (!connected.ok()) {
                throw new BadRequest("there is no lazy-pages daemon at " + work.resolve(SOCKET) + " ("
                        + Errno.describe(connected.errno()) + "); start 'lazy-pages' with the same -W or -D first");
            }
        }));
    }

    /** Hands the memory of a process over. */
    public void send(int pid, Fd userfaultfd) {
        send(pid);
        check(PassedFd.send(linux, socket, userfaultfd));
    }

    /** A process that has ended has no memory. */
    public void sendZombie(int pid) {
        send(-pid);
    }

    /** Everything is built. Fails when the daemon is gone: then nobody would bring the pages. */
    public void finish() {
        send(FINISHED);
    }

    private void send(int word) {
        try (Arena arena = new Arena()) {
            check(linux.sockets().send(socket, arena.allocate(4).putInt(0, word), Socket.MSG_NOSIGNAL));
        }
    }

    private static void check(Result sent) {
        if (sent.failedWith(Errno.EPIPE) || sent.failedWith(Errno.ECONNRESET)) {
            throw new PeerLost("the lazy-pages daemon ended before the tree was restored, and nobody would bring its"
                    + " memory; see the daemon's log, and restore again");
        }
        if (!sent.ok()) {
            throw new KernelRefused("sendmsg", "the lazy-pages daemon", sent.errno());
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
