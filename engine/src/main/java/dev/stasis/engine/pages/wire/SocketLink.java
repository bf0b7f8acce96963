package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Poll;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Tcp;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A link over a stream socket: TCP or unix. Owns the socket. */
public final class SocketLink implements Link {
    private final Linux linux;
    private final Fd socket;
    private final String peer;
    private final Duration deadline;

    /**
     * @param peer for messages
     * @param deadline how long nothing may move; zero: for ever
     */
    public SocketLink(Linux linux, Fd socket, String peer, Duration deadline) {
        this.linux = linux;
        this.socket = socket;
        this.peer = peer;
        this.deadline = deadline;
    }

    /** Small writes wait for more to come, until {@link #push}: for the side that sends the pages. */
    public SocketLink corked() {
        option(Tcp.TCP_CORK, 1);
        return this;
    }

    /** Every write goes out at once: for the side that answers. */
    public SocketLink undelayed() {
        option(Tcp.TCP_NODELAY, 1);
        return this;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public Fd socket() {
        return socket;
    }

    @Override
    public boolean buffered() {
        return false;
    }

    @Override
    public boolean awaits(int milliseconds) {
        return wait(Poll.POLLIN, milliseconds);
    }

    @Override
    public long read(Block into) {
        while (true) {
            Result read = linux.sockets().receive(socket, into, Socket.MSG_DONTWAIT);
            if (read.ok()) {
                return read.raw();
            }
            again(read, Poll.POLLIN, "sent nothing");
        }
    }

    @Override
    public void write(Block from) {
        long done = 0;
        while (done < from.size()) {
            Block rest = from.slice(done, from.size() - done);
            Result sent = linux.sockets().send(socket, rest, Socket.MSG_DONTWAIT | Socket.MSG_NOSIGNAL);
            if (sent.ok()) {
                done += sent.raw();
            } else {
                again(sent, Poll.POLLOUT, "took nothing");
            }
        }
    }

    /** tcp(7): setting TCP_NODELAY sends what is pending, even if TCP_CORK is set. */
    @Override
    public void push() {
        option(Tcp.TCP_NODELAY, 1);
        option(Tcp.TCP_NODELAY, 0);
    }

    @Override
    public void finish() {
        linux.sockets().shutdown(socket, Socket.SHUT_WR);
    }

    @Override
    public void close() {
        socket.close();
    }

    private void again(Result refused, int events, String what) {
        if (!refused.failedWith(Errno.EAGAIN) && !refused.failedWith(Errno.EINTR)) {
            throw new PeerLost("lost " + peer + ": " + Errno.describe(refused.errno())
                    + "; see whether it still runs and try again");
        }
        int limit = deadline.isZero() ? -1 : (int) Math.min(Integer.MAX_VALUE, deadline.toMillis());
        if (!wait(events, limit)) {
            throw new PeerLost("gave up on " + peer + ", which " + what + " for " + deadline.toSeconds()
                    + " s; see whether it still runs and try again");
        }
    }

    /** Whether one of the events came; signals do not end the wait early. */
    private boolean wait(int events, int milliseconds) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime() + 999_999);
            int rest = milliseconds < 0 ? -1 : (int) Math.max(0, left);
            Result polled = linux.files().poll(socket, events, rest);
            if (!polled.failedWith(Errno.EINTR)) {
                return polled.orThrow("poll", peer) != 0;
            }
        }
    }

    private boolean option(int name, int value) {
        return linux.sockets().setIntOption(socket, Socket.SOL_TCP, name, value).ok();
    }
}
