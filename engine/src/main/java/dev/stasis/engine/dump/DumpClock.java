package dev.stasis.engine.dump;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.image.proto.DumpStatsEntry;
import dev.stasis.image.proto.StatsEntry;
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

    /** The record of {@code stats-dump}. */
    static StatsEntry image(DumpStatistics figures) {
        DumpStatsEntry.Builder entry = DumpStatsEntry.newBuilder()
                .setFreezingTime((int) figures.freezingTime())
                .setFrozenTime((int) figures.frozenTime())
                .setMemdumpTime((int) figures.memoryDumpTime())
                .setMemwriteTime((int) figures.memoryWriteTime())
                .setPagesScanned(figures.pagesScanned())
                .setPagesSkippedParent(figures.pagesSkippedFromParent())
                .setPagesWritten(figures.pagesWritten())
                .setPagesLazy(figures.lazyPages())
                .setPagePipes(figures.pagePipes())
                .setPagePipeBufs(figures.pagePipeBuffers())
                .setShpagesScanned(figures.sharedPagesScanned())
                .setShpagesSkippedParent(figures.sharedPagesSkippedFromParent())
                .setShpagesWritten(figures.sharedPagesWritten());
        figures.irmapResolveTime().ifPresent(micros -> entry.setIrmapResolve((int) micros));
        return StatsEntry.newBuilder().setDump(entry).build();
    }
}
