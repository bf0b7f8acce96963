package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.In6;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.net.InetAddress;
import java.util.Optional;

/** A socket that listens for one client. */
public final class PageListener implements AutoCloseable {
    private static final int BACKLOG = 1;

    private final Linux linux;
    private final Fd socket;
    private final String name;
    private final int port;

    private PageListener(Linux linux, Fd socket, String name, int port) {
        this.linux = linux;
        this.socket = socket;
        this.name = name;
        this.port = port;
    }

    /**
     * @param address host name or number; absent: any address of this host
     * @param port 0: the kernel chooses, {@link #port} tells
     */
    public static PageListener on(Linux linux, Optional<String> address, int port) {
        if (address.isPresent()) {
            return listen(linux, PageSockets.resolve(address.get())[0], port)
                    .orElseThrow(() -> new BadRequest("cannot listen on " + address.get()
                            + ": this kernel has no sockets of that family; give another --address"));
        }
        // An IPv6 socket takes IPv4 clients, too. Kernels without IPv6 have only the other.
        return listen(linux, PageSockets.resolve("::")[0], port)
                .or(() -> listen(linux, PageSockets.resolve("0.0.0.0")[0], port))
                .orElseThrow(() -> new BadRequest("cannot listen: this kernel has neither IPv6 nor IPv4 sockets"));
    }

    /** Empty when the family is not there. */
    private static Optional<PageListener> listen(Linux linux, InetAddress address, int port) {
        Result made = linux.sockets().trySocket(InetBlock.family(address), Socket.SOCK_STREAM, 0);
        if (made.failedWith(Errno.EAFNOSUPPORT)) {
            return Optional.empty();
        }
        Fd socket = linux.files().adopt(made, "socket", address.getHostAddress());
        try (Arena arena = new Arena()) {
            linux.sockets().setIntOption(socket, Socket.SOL_SOCKET, Socket.SO_REUSEADDR, 1);
            if (address.isAnyLocalAddress()) {
                linux.sockets().setIntOption(socket, Socket.SOL_IPV6, In6.IPV6_V6ONLY, 0);
            }
            Result bound = linux.sockets().bind(socket, InetBlock.of(arena, address, port));
            if (bound.failedWith(Errno.EADDRNOTAVAIL) && address.isAnyLocalAddress()) {
                socket.close(); // IPv6 is there, but switched off
                return Optional.empty();
            }
            Result listens = bound.ok() ? linux.sockets().listen(socket, BACKLOG) : bound;
            if (!listens.ok()) {
                throw new BadRequest("cannot listen on " + address.getHostAddress() + " port " + port + ": "
                        + Errno.describe(listens.errno()) + "; give another --address or --port");
            }
            Block own = arena.allocate(InetBlock.LARGEST);
            long length = linux.sockets().name(socket, own).orThrow("getsockname", "the listening socket");
            return Optional.of(new PageListener(linux, socket, InetBlock.text(own, length), InetBlock.port(own)));
        } catch (RuntimeException failure) {
            socket.close();
            throw failure;
        }
    }

    /** The one that was asked for, or that the kernel chose. */
    public int port() {
        return port;
    }

    /** Tells the port as CRIU does: in the log, and on standard output when the kernel chose it. */
    public void tellPort(PageEndpoint endpoint, Log log, ProgressListener progress) {
        String text = "Using " + port + " port";
        log.info(text);
        if (endpoint.port() == 0) {
            progress.print(text);
        }
    }

    /** Address and port, for messages. */
    public String name() {
        return name;
    }

    /** To be watched for a client. */
    public Fd socket() {
        return socket;
    }

    /** Waits for a client as long as it takes. */
    public Fd accept() {
        while (true) {
            Result accepted = linux.sockets().accept(socket);
            if (!accepted.failedWith(Errno.EINTR) && !accepted.failedWith(Errno.ECONNABORTED)) {
                return linux.files().adopt(accepted, "accept", name);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
