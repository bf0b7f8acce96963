package dev.stasis.engine.api.request;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where pages are sent to, fetched from, or served.
 *
 * @param address host name or number; absent: any
 * @param port 0: the kernel chooses (servers only)
 * @param socket a descriptor already connected, which is used instead of both
 */
public record PageEndpoint(Optional<String> address, int port, OptionalInt socket, Optional<Tls> tls) {
    public static final PageEndpoint ANY = new PageEndpoint(Optional.empty(), 0, OptionalInt.empty(), Optional.empty());
}
