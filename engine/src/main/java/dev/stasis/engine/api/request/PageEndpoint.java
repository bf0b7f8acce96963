package dev.stasis.engine.api.request;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where pages are sent to, fetched from, or served.
 *
 * @param address host name or number; absent: any
 * @param port 0: the kernel chooses (servers only)
 * @param socket a descriptor already connected, which is used instead of both
 * @param frames what a client speaks
 * @param deadline for how long a peer may neither send nor take a byte; zero: for ever
 */
public record PageEndpoint(
        Optional<String> address,
        int port,
        OptionalInt socket,
        Optional<Tls> tls,
        PageFrames frames,
        Duration deadline) {
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);
    public static final PageEndpoint ANY = new PageEndpoint(
            Optional.empty(), 0, OptionalInt.empty(), Optional.empty(), PageFrames.AUTO, DEFAULT_DEADLINE);
}
