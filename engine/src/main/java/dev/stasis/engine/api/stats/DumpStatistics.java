package dev.stasis.engine.api.stats;

import java.util.OptionalLong;

/**
 * Figures of a dump, as in {@code stats-dump}. Times are microseconds, counters are pages of 4096 bytes.
 *
 * @param freezingTime until every task stood still
 * @param frozenTime for which the tree stood still
 * @param memoryDumpTime finding out which pages to keep, and putting them where they can be saved from later
 * @param memoryWriteTime saving them: in the set, or with a page server
 * @param lazyPages not saved, but served to a lazy-pages daemon
 * @param irmapResolveTime finding paths of watched inodes, when that was done
 * @param sharedPagesScanned of shared anonymous memory; likewise the other two
 */
public record DumpStatistics(
        long freezingTime,
        long frozenTime,
        long memoryDumpTime,
        long memoryWriteTime,
        OptionalLong irmapResolveTime,
        long pagesScanned,
        long pagesSkippedFromParent,
        long pagesWritten,
        long lazyPages,
        long pagePipes,
        long pagePipeBuffers,
        long sharedPagesScanned,
        long sharedPagesSkippedFromParent,
        long sharedPagesWritten)
        implements Statistics {}
