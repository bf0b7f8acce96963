package dev.stasis.engine.api.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server shows that it is there.
 *
 * @param daemon it goes into the background once it listens
 * @param pidfile gets its pid; must not exist; relative to the work directory
 * @param statusFd gets one NUL byte once it listens
 * @param hooks action scripts, in the order given
 */
public record Serving(boolean daemon, Optional<Path> pidfile, OptionalInt statusFd, List<String> hooks) {
    public Serving {
        hooks = List.copyOf(hooks);
    }
}
