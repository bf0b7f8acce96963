package dev.stasis.engine.dump;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.pages.PageCounts;
import java.util.OptionalLong;

/** Takes the times of a dump. */
final class DumpClock {
    private long freezing;
    private long frozen;
    private long thawed;
    private long copyNanos;
    private long writeNanos;
    private PageCounts pages = PageCounts.NONE;

    void freezing() {
        freezing = System.nanoTime();
    }

    void frozen() {
        frozen = System.nanoTime();
    }

    void thawed() {
        thawed = System.nanoTime();
    }

    /** Memory was put where it can be saved from when the tree goes on. */
    void copied(long nanos) {
        copyNanos = nanos;
    }

    void saved(PageCounts counts, long nanos) {
        pages = counts;
        writeNanos = nanos;
    }

    /** Times are microseconds. */
    DumpStatistics statistics() {
        return new DumpStatistics(
                micros(frozen - freezing),
                micros(thawed - frozen),
                micros(copyNanos),
                micros(writeNanos),
                OptionalLong.empty(),
                pages.scanned(),
                pages.inParent(),
                pages.written(),
                pages.lazy(),
                0,
                0,
                pages.sharedScanned(),
                pages.sharedInParent(),
                pages.sharedWritten());
    }

    private static long micros(long nanos) {
        return nanos / 1000;
    }
}
