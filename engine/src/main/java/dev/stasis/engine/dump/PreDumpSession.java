package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.PreDump;
import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.pages.LostPages;
import dev.stasis.engine.pages.PageDump;
import dev.stasis.engine.pages.PagePlan;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.dedup.AutoDedup;
import dev.stasis.engine.pages.dedup.FinishedSet;
import dev.stasis.engine.stats.StatisticsFile;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FreezerCgroup;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Saves the memory of a tree ahead of a dump: freezes it only to see which pages there are and to protect them against
 * unnoticed writes, and copies them while it runs on. A page that is written before or while it is copied counts as written
 * in the next round, so that it does not matter which of its contents is saved now.
 */
public final class PreDumpSession {
    private record Planned(List<PagePlan> plans, InventoryEntry inventory) {}

    private final Linux linux;
    private final PreDump request;
    private final Log log;
    private final ProgressListener progress;
    private final DumpClock clock = new DumpClock();

    private PreDumpSession(Linux linux, PreDump request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    /** Carries out {@code request} on a thread of its own. */
    public static Outcome run(Linux linux, PreDump request, Log log, ProgressListener progress) {
        PreDumpSession session = new PreDumpSession(linux, request, log, progress);
        return TracerThread.run(session::run);
    }

    private Outcome run() {
        progress.entered("prepare");
        DumpRules.check(request.pid(), request.dirs());
        if (request.memory().autoDedup()) {
            AutoDedup.checkParents(linux, request.dirs());
        }
        Optional<FreezerCgroup> cgroup = request.freezing().cgroup().map(FreezerCgroup::at);
        try {
            Chain chain = Chain.of(linux, request.dirs(), true, log);
            try (ImageSetWriter set = ImageSetWriter.create(request.dirs().images());
                    PageStore store =
                            new PageStores(linux, request.dirs(), log, progress).open(set, chain, request.memory())) {
                chain.linkInto(set);
                Rehearsal.run(linux, set.stagingPath(), true, false, log);
                PageDump pages = new PageDump(linux, store);
                Planned planned = plan(pages, chain, cgroup);
                copy(pages, planned.plans);
                progress.entered("commit");
                set.commit(planned.inventory);
            }
            return finished();
        } catch (IOException refused) {
            throw DumpRules.notWritten(request.dirs().images(), refused);
        } catch (UncheckedIOException refused) {
            throw DumpRules.notWritten(request.dirs().images(), refused);
        }
    }

    private Planned plan(PageDump pages, Chain chain, Optional<FreezerCgroup> cgroup) throws IOException {
        progress.entered("freeze");
        clock.freezing();
        try (FrozenTree tree =
                TreeFreezer.freeze(linux, request.pid(), request.freezing().timeoutSeconds(), cgroup)) {
            clock.frozen();
            log.info(tree.processes().size() + " processes are frozen");
            new KernelObjects(linux).requireUnshared(tree.processes());
            List<PagePlan> plans = new ArrayList<>();
            long start = System.nanoTime();
            for (FrozenProcess process : tree.processes()) {
                if (!process.zombie()) {
                    SeccompRule.check(process);
                    List<MemoryArea> areas = PrivateAreas.of(process.pid());
                    plans.add(
                            pages.plan(process, areas, ResidentPages.scan(linux, process.pid(), chain.since(process))));
                }
            }
            clock.collected(System.nanoTime() - start);
            progress.entered("track memory");
            chain.arm(tree.processes());
            InventoryEntry inventory = InventoryImages.ofPreDump(linux, chain, request.mode());
            progress.entered("release");
            cgroup.ifPresent(FreezerCgroup::putBack);
            tree.thaw();
            clock.thawed();
            return new Planned(plans, inventory);
        } catch (IOException | RuntimeException failure) {
            cgroup.ifPresent(FreezerCgroup::putBack);
            throw failure;
        }
    }

    private void copy(PageDump pages, List<PagePlan> plans) throws IOException {
        progress.entered("copy pages");
        for (PagePlan plan : plans) {
            pages.write(plan, plan.pid(), LostPages.ZEROS);
        }
        pages.finish();
        clock.saved(pages.counts(), pages.writeNanos());
    }

    private Outcome finished() throws IOException {
        DumpStatistics figures = clock.statistics();
        StatisticsFile.write(request.dirs().work(), figures);
        progress.measured(figures);
        new FinishedSet(linux, log, progress)
                .settle(
                        request.dirs().images(),
                        request.memory().autoDedup(),
                        request.memory().output().form());
        log.info("Pre-dumping finished successfully");
        return Outcome.success(figures);
    }
}
