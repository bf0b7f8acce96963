package dev.stasis.engine.pages.supply;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.Polling;
import dev.stasis.engine.pages.tls.EndpointTls;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.PageListener;
import dev.stasis.engine.pages.wire.PageSockets;
import dev.stasis.engine.pages.wire.SocketLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where lazy-pages daemons come to: a port, or a socket that was inherited, on which there is one and no other. */
public final class SupplyPorch implements AutoCloseable {
    /** A daemon that comes back says so at once. */
    private static final int GREETING_MILLIS = 5000;

    private final Linux linux;
    private final PageEndpoint endpoint;
    private final Log log;
    private final EndpointTls tls;
    private final Optional<PageListener> listener;
    private Optional<Fd> inherited;

    private SupplyPorch(
            Linux linux,
            PageEndpoint endpoint,
            Log log,
            EndpointTls tls,
            Optional<PageListener> listener,
            Optional<Fd> inherited) {
        this.linux = linux;
        this.endpoint = endpoint;
        this.log = log;
        this.tls = tls;
        this.listener = listener;
        this.inherited = inherited;
    }

    /**
     * Listens. Clients may come, but are not heard yet.
     *
     * @param work directory that relative names of TLS files count from
     */
    public static SupplyPorch at(Linux linux, PageEndpoint endpoint, Path work, Log log) {
        EndpointTls tls = EndpointTls.of(endpoint, work);
        if (endpoint.socket().isPresent()) {
            Fd socket = PageSockets.inherited(linux, endpoint.socket().getAsInt());
            return new SupplyPorch(linux, endpoint, log, tls, Optional.empty(), Optional.of(socket));
        }
        PageListener listener = PageListener.on(linux, endpoint.address(), endpoint.port());
        return new SupplyPorch(linux, endpoint, log, tls, Optional.of(listener), Optional.empty());
    }

    /** Says where it listens. */
    public void announce(ProgressListener progress) {
        progress.entered("listen");
        listener.ifPresent(open -> {
            log.info("page server: listens at " + open.name() + " for a lazy-pages daemon");
            open.tellPort(endpoint, log, progress);
        });
    }

    String name() {
        return listener.map(PageListener::name).orElse("the socket that was inherited");
    }

    Optional<Fd> socket() {
        return listener.map(PageListener::socket);
    }

    /** A client is gone and another may come. Fails if none can. */
    void open() {
        if (listener.isEmpty()) {
            throw new PeerLost("the connection that was inherited is lost, and nobody can come back on it");
        }
    }

    /**
     * A client that waits at the door. Who comes while another is there must say who it is: one that comes back, when its link
     * was lost without a sign of it here.
     */
    Optional<SupplyClient> newcomer(@Nullable SupplyClient present, PageSupply supply) {
        if (inherited.isPresent()) {
            Fd socket = inherited.get();
            inherited = Optional.empty();
            return Optional.of(new SupplyClient(connection(socket), supply, log));
        }
        if (listener.isEmpty()
                || Polling.among(linux, List.of(listener.get().socket()), 0).isEmpty()) {
            return Optional.empty();
        }
        Optional<PageConnection> shaken = shaken(listener.get().accept());
        if (shaken.isEmpty()) {
            return Optional.empty();
        }
        SupplyClient client = new SupplyClient(shaken.get(), supply, log);
        if (present == null) {
            log.info("Accepted connection from " + client.connection().peer());
            return Optional.of(client);
        }
        if ((!present.heard() || present.identified()) && greets(client)) {
            log.info("page server: " + client.connection().peer() + " came back");
            return Optional.of(client);
        }
        log.warn("page server: " + client.connection().peer() + " was sent away, for another client is served");
        client.close();
        return Optional.empty();
    }

    /** Whether it says in time that it is a Stasis with the same images. */
    private boolean greets(SupplyClient client) {
        try {
            Link link = client.connection().link();
            while (!client.identified() && (link.buffered() || link.awaits(GREETING_MILLIS))) {
                if (client.attend() != SupplyClient.State.GOES_ON) {
                    return false;
                }
            }
            return client.identified();
        } catch (StasisException | IOException refused) {
            log.warn("page server: " + refused.getMessage());
            return false;
        }
    }

    /** Who cannot make a connection is no client: another one may come. */
    private Optional<PageConnection> shaken(Fd socket) {
        try {
            return Optional.of(connection(socket));
        } catch (PeerLost refused) {
            log.warn("page server: " + refused.getMessage());
            return Optional.empty();
        }
    }

    private PageConnection connection(Fd socket) {
        String peer = "the client at " + PageSockets.peerName(linux, socket);
        Link link = new SocketLink(linux, socket, peer, endpoint.deadline()).corked();
        return PageConnection.accepted(tls.server(link));
    }

    /** The client closes first. */
    void seeOff(@Nullable SupplyClient client) {
        if (client == null || endpoint.socket().isPresent()) {
            return;
        }
        Link link = client.connection().link();
        try (Arena arena = new Arena()) {
            if (link.awaits(GREETING_MILLIS)) {
                link.read(arena.allocate(1));
            }
        } catch (PeerLost gone) {
            log.debug(String.valueOf(gone.getMessage()));
        }
        link.finish();
    }

    @Override
    public void close() {
        inherited.ifPresent(Fd::close);
        listener.ifPresent(PageListener::close);
    }
}
