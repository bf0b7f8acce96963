package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Poll;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sockets to a peer: made by connecting, or inherited. */
public final class PageSockets {
    private static final String THIS_HOST = "localhost";

    private PageSockets() {}

    /**
     * A socket to the page server of an endpoint: the one that was inherited, or a new one.
     *
     * @param deadline as for {@link #connect}
     */
    public static Fd toServer(Linux linux, PageEndpoint server, Duration deadline) {
        if (server.socket().isPresent()) {
            return inherited(linux, server.socket().getAsInt());
        }
        if (server.port() == 0) {
            throw new BadRequest("no port of the page server is given; add --port");
        }
        return connect(linux, host(server), server.port(), deadline);
    }

    /** The server's, as it was given; without an address this one. */
    public static String host(PageEndpoint server) {
        return server.address().orElse(THIS_HOST);
    }

    /**
     * Connects to the first address of the host that answers.
     *
     * @param deadline for each address; zero: as long as the kernel tries
     */
    public static Fd connect(Linux linux, String host, int port, Duration deadline) {
        List<String> reasons = new ArrayList<>();
        for (InetAddress address : resolve(host)) {
            Fd socket = tryConnect(linux, address, port, deadline, reasons);
            if (socket != null) {
                return socket;
            }
        }
        throw new PeerLost("cannot connect to the page server at " + host + " port " + port + ": "
                + String.join(", ", reasons) + "; see whether it listens there");
    }

    private static @Nullable Fd tryConnect(
            Linux linux, InetAddress address, int port, Duration deadline, List<String> reasons) {
        Result made =
                linux.sockets().trySocket(InetBlock.family(address), Socket.SOCK_STREAM | Socket.SOCK_NONBLOCK, 0);
        if (!made.ok()) {
            reasons.add(address.getHostAddress() + ": " + Errno.describe(made.errno()));
            return null;
        }
        Fd socket = linux.files().adopt(made, "socket", address.getHostAddress());
        int errno = connect(linux, socket, address, port, deadline);
        if (errno == 0) {
            return socket;
        }
        socket.close();
        reasons.add(address.getHostAddress() + ": " + Errno.describe(errno));
        return null;
    }

    /** The error number; 0 when it is connected. */
    private static int connect(Linux linux, Fd socket, InetAddress address, int port, Duration deadline) {
        try (Arena arena = new Arena()) {
            Result connected = linux.sockets().connect(socket, InetBlock.of(arena, address, port));
            if (connected.ok() || !connected.failedWith(Errno.EINPROGRESS)) {
                return connected.errno();
            }
        }
        int limit = deadline.isZero() ? -1 : (int) Math.min(Integer.MAX_VALUE, deadline.toMillis());
        Result polled = linux.files().poll(socket, Poll.POLLOUT, limit);
        while (polled.failedWith(Errno.EINTR)) {
            polled = linux.files().poll(socket, Poll.POLLOUT, limit);
        }
        if (polled.orThrow("poll", address.getHostAddress()) == 0) {
            return Errno.ETIMEDOUT;
        }
        return (int) linux.sockets()
                .intOption(socket, Socket.SOL_SOCKET, Socket.SO_ERROR)
                .orThrow("getsockopt", address.getHostAddress());
    }

    /** A connected stream socket that this process inherited ({@code --ps-socket}): it is owned from now on. */
    public static Fd inherited(Linux linux, int number) {
        Fd socket = Fd.owning(linux.files(), number);
        Result type = linux.sockets().intOption(socket, Socket.SOL_SOCKET, Socket.SO_TYPE);
        if (!type.ok() || type.raw() != Socket.SOCK_STREAM) {
            socket.release(); // it is something else of this process's
            throw new BadRequest("descriptor " + number + " of --ps-socket is "
                    + (type.ok() ? "no stream socket" : "no socket: " + Errno.describe(type.errno()))
                    + "; give a connected one");
        }
        linux.files().fcntl(socket, Fcntl.F_SETFD, Fcntl.FD_CLOEXEC);
        return socket;
    }

    /** The peer's address, for messages: "10.0.0.2:4711". */
    public static String peerName(Linux linux, Fd socket) {
        try (Arena arena = new Arena()) {
            Block address = arena.allocate(InetBlock.LARGEST);
            Result length = linux.sockets().peerName(socket, address);
            return length.ok() ? InetBlock.text(address, length.raw()) : "an unknown address";
        }
    }

    static InetAddress[] resolve(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new BadRequest("there is no host " + host + "; give another --address", unknown);
        }
    }
}
