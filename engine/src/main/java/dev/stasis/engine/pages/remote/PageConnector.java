package dev.stasis.engine.pages.remote;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.tls.TlsIdentity;
import dev.stasis.engine.pages.tls.TlsLink;
import dev.stasis.engine.pages.wire.FrameStyle;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.PageSockets;
import dev.stasis.engine.pages.wire.SocketLink;
import java.nio.file.Path;
import java.util.Optional;

/** How a client gets to its page server: it connects, or the socket was inherited; then it finds out the frames. */
public final class PageConnector {
    private static final String THIS_HOST = "localhost";

    private PageConnector() {}

    /**
     * Connects, and knows the server's {@link FrameStyle} when it returns. Not within a freeze, for it may take seconds.
     *
     * @param work directory that relative names of TLS files count from
     */
    public static PageConnection connect(Linux linux, PageEndpoint server, Path work, Log log) {
        Link link = link(linux, server, work);
        try {
            PageConnection connection = switch (server.frames()) {
                case AUTO -> PageConnection.probing(link);
                case NARROW -> PageConnection.of(link, FrameStyle.NARROW);
                case WIDE -> PageConnection.of(link, FrameStyle.WIDE);
            };
            log.info("connected to " + link.peer() + ", whose frames have "
                    + connection.style().map(FrameStyle::bytes).orElse(0) + " bytes");
            return connection;
        } catch (RuntimeException failure) {
            link.close();
            throw failure;
        }
    }

    /** Certificates are read first: the server has no reason to hear of it if they are not there. */
    private static Link link(Linux linux, PageEndpoint server, Path work) {
        Optional<TlsIdentity> identity = server.tls().map(tls -> TlsIdentity.of(tls, work, server.address()));
        Fd socket = socket(linux, server);
        String peer = "the page server at " + PageSockets.peerName(linux, socket);
        Link link = new SocketLink(linux, socket, peer, server.deadline()).corked();
        return identity.isPresent() ? TlsLink.client(link, identity.get()) : link;
    }

    private static Fd socket(Linux linux, PageEndpoint server) {
        if (server.socket().isPresent()) {
            return PageSockets.inherited(linux, server.socket().getAsInt());
        }
        if (server.port() == 0) {
            throw new BadRequest("no port of the page server is given; add --port");
        }
        return PageSockets.connect(linux, server.address().orElse(THIS_HOST), server.port(), server.deadline());
    }
}
