package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.Serving;
import dev.stasis.engine.api.request.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The groups of settings that have to do with servers. */
final class ServerRequests {
    private ServerRequests() {}

    static PageEndpoint endpoint(Settings settings) {
        return new PageEndpoint(
                settings.get(ServerOptions.ADDRESS),
                settings.get(ServerOptions.PORT).orElse(0),
                settings.get(ServerOptions.SOCKET),
                settings.get(ServerOptions.TLS) ? Optional.of(tls(settings)) : Optional.empty(),
                settings.get(OwnOptions.FRAMES),
                Duration.ofSeconds(settings.get(OwnOptions.DEADLINE)));
    }

    static Optional<PageEndpoint> pageServer(Settings settings) {
        return settings.get(MemoryOptions.TO_PAGE_SERVER) ? Optional.of(endpoint(settings)) : Optional.empty();
    }

    static Serving serving(Settings settings) {
        return new Serving(
                settings.get(TreeOptions.DETACHED),
                settings.get(CommonOptions.PIDFILE).map(Path::of),
                statusFd(settings),
                settings.get(CommonOptions.HOOKS));
    }

    /** A negative descriptor is none. */
    static OptionalInt statusFd(Settings settings) {
        OptionalInt fd = settings.get(ServerOptions.STATUS_FD);
        return fd.orElse(-1) < 0 ? OptionalInt.empty() : fd;
    }

    private static Tls tls(Settings settings) {
        return new Tls(
                settings.get(ServerOptions.CA_CERTIFICATE),
                settings.get(ServerOptions.CA_REVOCATIONS),
                settings.get(ServerOptions.CERTIFICATE),
                settings.get(ServerOptions.KEY),
                !settings.get(ServerOptions.NO_NAME_CHECK));
    }
}
