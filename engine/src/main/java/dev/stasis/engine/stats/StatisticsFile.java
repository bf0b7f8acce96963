package dev.stasis.engine.stats;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.api.stats.RestoreStatistics;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.LooseImage;
import dev.stasis.image.proto.DumpStatsEntry;
import dev.stasis.image.proto.RestoreStatsEntry;
import dev.stasis.image.proto.StatsEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The figures of the last dump and the last restore in a work directory, as CRIU keeps them: times in microseconds, counters
 * in pages of 4096 bytes. Times have 32 bits there; one that is longer (71 minutes) is kept as the longest.
 */
public final class StatisticsFile {
    private static final long LONGEST_TIME = 0xffff_ffffL;

    private StatisticsFile() {}

    /** Replaces {@code stats-dump}. */
    public static void write(Path workDirectory, DumpStatistics dump) throws IOException {
        write(workDirectory, ImageType.STATS_DUMP, StatsEntry.newBuilder().setDump(entry(dump)));
    }

    /** Replaces {@code stats-restore}. */
    public static void write(Path workDirectory, RestoreStatistics restore) throws IOException {
        write(workDirectory, ImageType.STATS_RESTORE, StatsEntry.newBuilder().setRestore(entry(restore)));
    }

    /** Figures of the last dump; empty if there was none. */
    public static Optional<DumpStatistics> readDump(Path workDirectory) {
        return ImageDirectory.at(workDirectory)
                .find(ImageType.STATS_DUMP)
                .filter(StatsEntry::hasDump)
                .map(stats -> statistics(stats.getDump()));
    }

    /** Figures of the last restore; empty if there was none. */
    public static Optional<RestoreStatistics> readRestore(Path workDirectory) {
        return ImageDirectory.at(workDirectory)
                .find(ImageType.STATS_RESTORE)
                .filter(StatsEntry::hasRestore)
                .map(stats -> statistics(stats.getRestore()));
    }

    private static void write(Path workDirectory, ImageType<StatsEntry> type, StatsEntry.Builder stats)
            throws IOException {
        LooseImage.write(workDirectory, type, stats.build());
    }

    private static DumpStatsEntry.Builder entry(DumpStatistics dump) {
        DumpStatsEntry.Builder entry = DumpStatsEntry.newBuilder()
                .setFreezingTime(time(dump.freezingTime()))
                .setFrozenTime(time(dump.frozenTime()))
                .setMemdumpTime(time(dump.memoryDumpTime()))
                .setMemwriteTime(time(dump.memoryWriteTime()))
                .setPagesScanned(dump.pagesScanned())
                .setPagesSkippedParent(dump.pagesSkippedFromParent())
                .setPagesWritten(dump.pagesWritten())
                .setPagesLazy(dump.lazyPages())
                .setPagePipes(dump.pagePipes())
                .setPagePipeBufs(dump.pagePipeBuffers())
                .setShpagesScanned(dump.sharedPagesScanned())
                .setShpagesSkippedParent(dump.sharedPagesSkippedFromParent())
                .setShpagesWritten(dump.sharedPagesWritten());
        dump.irmapResolveTime().ifPresent(micros -> entry.setIrmapResolve(time(micros)));
        return entry;
    }

    private static DumpStatistics statistics(DumpStatsEntry entry) {
        return new DumpStatistics(
                time(entry.getFreezingTime()),
                time(entry.getFrozenTime()),
                time(entry.getMemdumpTime()),
                time(entry.getMemwriteTime()),
                entry.hasIrmapResolve() ? OptionalLong.of(time(entry.getIrmapResolve())) : OptionalLong.empty(),
                entry.getPagesScanned(),
                entry.getPagesSkippedParent(),
                entry.getPagesWritten(),
                entry.getPagesLazy(),
                entry.getPagePipes(),
                entry.getPagePipeBufs(),
                entry.getShpagesScanned(),
                entry.getShpagesSkippedParent(),
                entry.getShpagesWritten());
    }

    private static RestoreStatsEntry.Builder entry(RestoreStatistics restore) {
        return RestoreStatsEntry.newBuilder()
                .setPagesCompared(restore.pagesCompared())
                .setPagesSkippedCow(restore.pagesSkippedCopyOnWrite())
                .setForkingTime(time(restore.forkingTime()))
                .setRestoreTime(time(restore.restoreTime()))
                .setPagesRestored(restore.pagesRestored());
    }

    private static RestoreStatistics statistics(RestoreStatsEntry entry) {
        return new RestoreStatistics(
                entry.getPagesCompared(),
                entry.getPagesSkippedCow(),
                entry.getPagesRestored(),
                time(entry.getRestoreTime()),
                time(entry.getForkingTime()));
    }

    private static int time(long micros) {
        return (int) Math.min(LONGEST_TIME, Math.max(0, micros));
    }

    private static long time(int micros) {
        return Integer.toUnsignedLong(micros);
    }
}
