package dev.stasis.app;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.api.stats.RestoreStatistics;
import dev.stasis.engine.api.stats.Statistics;
import java.util.ArrayList;
import java.util.List;

/** What {@code --display-stats} prints. */
final class StatisticsText {
    private StatisticsText() {}

    static String of(Statistics statistics) {
        if (statistics instanceof DumpStatistics dump) {
            return String.join("\n", dump(dump));
        }
        if (statistics instanceof RestoreStatistics restore) {
            return String.join("\n", restore(restore));
        }
        throw new IllegalStateException("unknown statistics: " + statistics);
    }

    private static List<String> dump(DumpStatistics dump) {
        List<String> lines = new ArrayList<>();
        lines.add("Displaying dump stats:");
        lines.add(time("Freezing time", dump.freezingTime()));
        lines.add(time("Frozen time", dump.frozenTime()));
        lines.add(time("Memory dump time", dump.memoryDumpTime()));
        lines.add(time("Memory write time", dump.memoryWriteTime()));
        dump.irmapResolveTime().ifPresent(micros -> lines.add(time("IRMAP resolve time", micros)));
        lines.add(pages("Memory pages scanned", dump.pagesScanned()));
        lines.add(pages("Memory pages skipped from parent", dump.pagesSkippedFromParent()));
        lines.add(pages("Memory pages written", dump.pagesWritten()));
        lines.add(pages("Lazy memory pages", dump.lazyPages()));
        return lines;
    }

    private static List<String> restore(RestoreStatistics restore) {
        return List.of(
                "Displaying restore stats:",
                pages("Pages compared", restore.pagesCompared()),
                pages("Pages skipped COW", restore.pagesSkippedCopyOnWrite()),
                pages("Pages restored", restore.pagesRestored()),
                time("Restore time", restore.restoreTime()),
                time("Forking time", restore.forkingTime()));
    }

    private static String time(String name, long micros) {
        return name + ": " + micros + " us";
    }

    private static String pages(String name, long count) {
        return name + ": " + count + " (0x" + Long.toHexString(count) + ")";
    }
}
