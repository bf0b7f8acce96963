package dev.stasis.engine.pages.tls;

import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.pages.wire.Link;
import java.nio.file.Path;
import java.util.Optional;

/** TLS on the links of an endpoint, or none: as its {@code --tls} says. */
public final class EndpointTls {
    private final Optional<TlsIdentity> identity;

    private EndpointTls(Optional<TlsIdentity> identity) {
        this.identity = identity;
    }

    /**
     * Reads the certificates, if there are to be any.
     *
     * @param work directory that relative names of TLS files count from
     */
    public static EndpointTls of(PageEndpoint endpoint, Path work) {
        return new EndpointTls(endpoint.tls().map(tls -> TlsIdentity.of(tls, work, endpoint.address())));
    }

    /** For the side that connected; {@code raw} is closed when the handshake fails. */
    public Link client(Link raw) {
        return identity.isPresent() ? TlsLink.client(raw, identity.get()) : raw;
    }

    /** For the side that was connected to; {@code raw} is closed when the handshake fails. */
    public Link server(Link raw) {
        return identity.isPresent() ? TlsLink.server(raw, identity.get()) : raw;
    }
}
