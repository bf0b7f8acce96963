package dev.stasis.engine.pages.remote;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.tls.EndpointTls;
import dev.stasis.engine.pages.wire.FrameStyle;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.PageSockets;
import dev.stasis.engine.pages.wire.SocketLink;
import java.nio.file.Path;

/** How a client gets to its page server: it connects, or the socket was inherited; then it finds out the frames. */
public final class PageConnector {
    private PageConnector() {}

    /**
     * Connects, and knows the server's {@link FrameStyle} when it returns. Not within a freeze, for it may take seconds.
     *
     * @param work directory that relative names of TLS files count from
     */
    public static PageConnection connect(Linux linux, PageEndpoint server, Path work, Log log) {
        Link link = link(linux, server, work);
        try {
            PageConnection connection = PageConnection.toServer(link, server.frames());
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
        EndpointTls tls = EndpointTls.of(server, work);
        Fd socket = PageSockets.toServer(linux, server, server.deadline());
        String peer = "the page server at " + PageSockets.peerName(linux, socket);
        return tls.client(new SocketLink(linux, socket, peer, server.deadline()).corked());
    }
}
