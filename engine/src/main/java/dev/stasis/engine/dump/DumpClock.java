package dev.stasis.engine.dump;

import dev.stasis.engine.api.stats.DumpStatistics;
import java.util.OptionalLong;

/** Takes the times of a dump. */
final class DumpClock {
    private long freezing;
    private long frozen;
    private long thawed;
    private long memoryNanos;
    private long writeNanos;

    void freezing() {
        freezing = System.nanoTime();
    }

    void frozen() {
        frozen = System.nanoTime();
    }

    void thawed() {
        thawed = System.nanoTime();
    }

    /** Figures of a dump without pages. Times are microseconds. */
    DumpStatistics statistics() {
        return new DumpStatistics(
                micros(frozen - freezing),
                micros(thawed - frozen),
                micros(memoryNanos),
                micros(writeNanos),
                OptionalLong.empty(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static long micros(long nanos) {
        return nanos / 1000;
    }
}
