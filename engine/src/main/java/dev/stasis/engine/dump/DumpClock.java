package dev.stasis.engine.dump;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.pages.PageCounts;
import java.util.OptionalLong;

/** Takes the times of a dump. */
final class DumpClock {
    private long freezing;
    private long frozen;
    private long thawed;
    private long collectNanos;
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

    /** It is known which pages to keep, and they are where they can be saved from when the tree goes on. */
    void collected(long nanos) {
        collectNanos = nanos;
    }

    /** So much was saved, in all. */
    void saved(PageCounts counts, long nanos) {
        pages = counts;
        writeNanos = nanos;
    }

    /** Times are microseconds. */
    DumpStatistics statistics() {
        return new DumpStatistics(
                micros(frozen - freezing),
                micros(thawed - frozen),
                micros(collectNanos),
                micros(writeNanos),
                OptionalLong.of(0), // watched inodes, for whose paths CRIU searches, are not dumped yet
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
