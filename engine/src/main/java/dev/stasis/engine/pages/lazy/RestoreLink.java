package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Poll;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.PassedFd;

/** The daemon's end of the socket that {@link DaemonLink} describes. */
final class RestoreLink implements AutoCloseable {
    private final Linux linux;
    private final Fd socket;
    private boolean finished;
    private boolean failed;

    RestoreLink(Linux linux, Fd socket) {
        this.linux = linux;
        this.socket = socket;
    }

    Fd fd() {
        return socket;
    }

    /** Whether everything is built; from then on the restore has nothing to say. */
    boolean finished() {
        return finished;
    }

    /** Whether it ended before everything was built: nothing of the tree is left. */
    boolean failed() {
        return failed;
    }

    /** The next pid, negative for one without memory. */
    int pid() {
        int word = word();
        if (word == 0 || word == DaemonLink.FINISHED) {
            throw new PeerLost("the restore did not hand over all processes of the tree that the image set names; give"
                    + " both commands the same images");
        }
        return word;
    }

    /** The memory of the pid that came last. */
    Fd memory(int pid) {
        return PassedFd.receive(linux, socket)
                .orElseThrow(() -> new PeerLost(
                        "the restore sent no userfaultfd for process " + pid + "; see its log, and restore again"));
    }

    /** Whether there is something to read, be it the end. */
    boolean awaits() {
        return linux.files().poll(socket, Poll.POLLIN, 0).raw() > 0;
    }

    /** Requires: there is something to read. Only the last word can come. */
    void attend() {
        int word = word();
        if (word != DaemonLink.FINISHED) {
            throw new PeerLost("the restore sent 0x" + Integer.toHexString(word)
                    + " where nothing but its end was expected; see its log, and restore again");
        }
        finished = true;
    }

    private int word() {
        try (Arena arena = new Arena()) {
            Block word = arena.allocate(4);
            Result got;
            do {
                got = linux.sockets().receive(socket, word, Socket.MSG_WAITALL);
            } while (got.failedWith(Errno.EINTR));
            if (!got.ok() || got.raw() < word.size()) {
                failed = true;
                throw new PeerLost(
                        "the restore ended before its tree was complete, so that there is none; see its log");
            }
            return word.getInt(0);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
