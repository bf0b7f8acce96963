package dev.stasis.engine.api;

import dev.stasis.engine.api.stats.Statistics;
import java.util.Optional;

/**
 * What a request came to.
 *
 * @param exitCode of the command: 0, or CRIU's number for the case (255 after a failed post-dump hook, 161 for an
 *     incompatible CPU)
 * @param statistics what was measured, for dumps and restores
 */
public record Outcome(int exitCode, Optional<Statistics> statistics) {
    public static final int SUCCESS = 0;
    public static final int FAILURE = 1;

    public static Outcome success() {
        return new Outcome(SUCCESS, Optional.empty());
    }

    public static Outcome success(Statistics statistics) {
        return new Outcome(SUCCESS, Optional.of(statistics));
    }

    public static Outcome of(int exitCode) {
        return new Outcome(exitCode, Optional.empty());
    }
}
