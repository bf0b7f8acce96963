package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.tls.EndpointTls;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.PageSockets;
import dev.stasis.engine.pages.wire.SocketLink;
import java.nio.file.Path;
import java.time.Duration;

/** Makes connections to the host that has the pages. May be used by one thread after another. */
final class SupplyLink {
    /** Who does not answer at once is tried again soon. */
    private static final Duration TRY = Duration.ofSeconds(5);

    private final Linux linux;
    private final PageEndpoint endpoint;
    private final EndpointTls tls;
    private final long set;

    /**
     * Reads the certificates, if there are any.
     *
     * @param set number of the image set: {@link dev.stasis.engine.pages.wire.SetNumber}
     */
    SupplyLink(Linux linux, PageEndpoint endpoint, Path work, long set) {
        this.linux = linux;
        this.endpoint = endpoint;
        this.tls = EndpointTls.of(endpoint, work);
        this.set = set;
    }

    /** How long nothing may come of what was asked for; zero: for ever. */
    Duration deadline() {
        return endpoint.deadline();
    }

    /** Whether it can be made again. */
    boolean repeatable() {
        return endpoint.socket().isEmpty();
    }

    /** The first connection: finds out who the server is. */
    PageConnection first() {
        Link link = link(endpoint.deadline());
        try {
            return identified(PageConnection.toServer(link, endpoint.frames()));
        } catch (RuntimeException failure) {
            link.close();
            throw failure;
        }
    }

    /** A further connection to a server that is a Stasis. */
    PageConnection again() {
        Duration patience =
                endpoint.deadline().isZero() || endpoint.deadline().compareTo(TRY) > 0 ? TRY : endpoint.deadline();
        Link link = link(patience);
        try {
            PageConnection connection = PageConnection.returning(link);
            if (!connection.withStasis()) {
                throw new PeerLost(link.peer() + " is another server now");
            }
            return identified(connection);
        } catch (RuntimeException failure) {
            link.close();
            throw failure;
        }
    }

    private PageConnection identified(PageConnection connection) {
        if (connection.withStasis()) {
            connection.write(new Frame(PageCommand.IDENTIFY, 0, 0, 0, set));
            connection.push();
            if (connection.readInt() != 0) {
                throw new BadRequest(connection.peer() + " has the pages of another dump; give lazy-pages the images of"
                        + " that one, or the address of the right one");
            }
        }
        return connection;
    }

    private Link link(Duration patience) {
        return tls.client(plain(patience));
    }

    private Link plain(Duration patience) {
        Fd socket = PageSockets.toServer(linux, endpoint, patience);
        if (endpoint.socket().isPresent()) {
            return new SocketLink(linux, socket, "the page server on descriptor " + socket.number(), patience);
        }
        String peer = "the page server at " + PageSockets.host(endpoint) + " port " + endpoint.port();
        return new SocketLink(linux, socket, peer, patience).undelayed();
    }
}
