package dev.stasis.engine.pages.track;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.PagemapScan;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Tracks by the soft-dirty bits of the kernel, as CRIU does: /proc/PID/clear_refs clears them all. The kernel keeps no note
 * of when that was: who gives another parent set than the last one made is believed.
 */
final class SoftDirtyTracker implements DirtyTracker {
    private static final Unchanged CLEAN = new Unchanged(PagemapScan.PAGE_IS_SOFT_DIRTY, 0);
    private static final String CLEAR = "4";
    private static final long MICROS_A_TICK = 10_000;

    private final Log log;

    SoftDirtyTracker(Log log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "soft-dirty bits";
    }

    /** A process that is younger than the parent set has only got the pid of one that was in it. */
    @Override
    public Unchanged since(FrozenProcess process, BaseSet base) {
        OptionalLong made = base.uptime();
        boolean known =
                made.isPresent() && ProcessStat.of(process.pid()).startTime() < made.getAsLong() / MICROS_A_TICK;
        if (!known) {
            log.info(
                    "process " + process.pid() + ": it is younger than the parent set, or was not tracked when that was"
                            + " made; all its pages are written");
        }
        return known ? CLEAN : Unchanged.UNKNOWN;
    }

    @Override
    public void arm(FrozenProcess process, String set, Function<FrozenProcess, RemoteProcess> inside) {
        try {
            Files.writeString(Path.of("/proc/" + process.pid() + "/clear_refs"), CLEAR);
        } catch (IOException refused) {
            throw new KernelRefused("write to clear_refs", "process " + process.pid(), 0);
        }
    }

    /** The bits cost nothing. */
    @Override
    public void disarm(FrozenProcess process, Function<FrozenProcess, RemoteProcess> inside) {}
}
