package dev.stasis.engine.pages.server;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.Serving;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.tls.EndpointTls;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageListener;
import dev.stasis.engine.pages.wire.PageSockets;
import dev.stasis.engine.pages.wire.SocketLink;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.serving.Readiness;

/** How a server of pages gets its one client: it listens and says so, or the client's socket was inherited. */
public final class Reception {
    private final Linux linux;
    private final PageEndpoint endpoint;
    private final Log log;
    private final ProgressListener progress;

    public Reception(Linux linux, PageEndpoint endpoint, Log log, ProgressListener progress) {
        this.linux = linux;
        this.endpoint = endpoint;
        this.log = log;
        this.progress = progress;
    }

    /** Waits for the client as long as it takes. Every write to it goes out at once. */
    public Link welcome(Serving serving, ImageDirs dirs, ActionScripts scripts) {
        EndpointTls tls = EndpointTls.of(endpoint, dirs.work());
        Fd socket = endpoint.socket().isPresent()
                ? inherited(endpoint.socket().getAsInt(), serving, dirs, scripts)
                : accepted(serving, dirs, scripts);
        String peer = "the client at " + PageSockets.peerName(linux, socket);
        return tls.server(new SocketLink(linux, socket, peer, endpoint.deadline()).undelayed());
    }

    private Fd inherited(int number, Serving serving, ImageDirs dirs, ActionScripts scripts) {
        if (endpoint.address().isPresent() || endpoint.port() != 0) {
            log.warn("--address and --port do not count beside --ps-socket");
        }
        return PageSockets.inherited(linux, number)
                .madeWhole(socket -> Readiness.announce(linux, serving, dirs, scripts));
    }

    private Fd accepted(Serving serving, ImageDirs dirs, ActionScripts scripts) {
        progress.entered("listen");
        try (PageListener listener = PageListener.on(linux, endpoint.address(), endpoint.port())) {
            log.info("page server: listens at " + listener.name());
            listener.tellPort(endpoint, log, progress);
            Readiness.announce(linux, serving, dirs, scripts);
            return listener.accept()
                    .madeWhole(client -> log.info("Accepted connection from " + PageSockets.peerName(linux, client)));
        }
    }
}
