package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.ExternalRules;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.api.stats.RestoreStatistics;
import dev.stasis.engine.check.CpuInfoSession;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.engine.pages.dedup.AutoDedup;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.script.Hook;
import dev.stasis.engine.stats.StatisticsFile;
import dev.stasis.engine.trace.TracerThread;
import java.io.IOException;
import java.util.OptionalInt;

/** One restore, from the images to the running tree and, unless the caller is to be detached, to the end of its root. */
public final class RestoreSession {
    private final Linux linux;
    private final Restore request;
    private final Log log;
    private final ProgressListener progress;

    public RestoreSession(Linux linux, Restore request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    /** All or nothing: what is thrown leaves no process and no file behind. */
    public Outcome run() {
        long start = System.nanoTime();
        ExternalRules.check(request.externals());
        try (ActionScripts scripts = ActionScripts.of(request.hooks(), request.dirs(), log)) {
            if (request.cpuCap().image()) {
                new CpuInfoSession(linux, log).require(request.dirs().images(), request.cpuCap());
            }
            StoredTree tree = StoredTree.read(request, log);
            if (request.autoDedup()) {
                AutoDedup.check(linux, tree.set());
            }
            progress.entered("read images");
            scripts.run(Hook.PRE_RESTORE, OptionalInt.empty());
            RestoredTree.Figures figures =
                    TracerThread.run(() -> new RestoredTree(linux, request, log, progress, tree, scripts).restore());
            RestoreStatistics statistics = new RestoreStatistics(
                    0, 0, figures.pages(), (System.nanoTime() - start) / 1000, figures.forkingMicros());
            writeStatistics(statistics);
            progress.measured(statistics);
            if (request.autoDedup()) {
                AutoDedup.giveUp(linux, tree.set(), !request.lazyPages(), log);
            }
            if (!request.after().execCommand().isEmpty()) {
                ExecCommand.become(linux, request.after().execCommand());
            }
            if (!request.after().detached()) {
                awaitRoot(tree.rootPid());
            }
            return Outcome.success(statistics);
        }
    }

    private void writeStatistics(RestoreStatistics statistics) {
        try {
            StatisticsFile.write(request.dirs().work(), statistics);
        } catch (IOException refused) {
            log.warn("stats-restore cannot be written in " + request.dirs().work() + ": " + refused.getMessage()
                    + "; the restored processes are not affected");
        }
    }

    private void awaitRoot(int pid) {
        try (Arena arena = new Arena()) {
            linux.processes().waitFor(pid, arena.allocate(8), ProcessCalls.WALL);
        }
    }
}
