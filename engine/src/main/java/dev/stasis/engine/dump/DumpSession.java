package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ScriptFailed;
import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.check.CpuInfoSession;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.dedup.AutoDedup;
import dev.stasis.engine.pages.dedup.FinishedSet;
import dev.stasis.engine.resource.file.regular.LinkRemaps;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.script.Hook;
import dev.stasis.engine.stats.StatisticsFile;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FreezerCgroup;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.RunningTree;
import dev.stasis.engine.tree.TreeFreezer;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Saves a tree: prepares, freezes, runs the stages, commits the image set, and only then lets the tree go or ends it.
 * Whatever fails before the commit leaves the tree running and the images directory as it was.
 */
public final class DumpSession {
    private final Linux linux;
    private final Dump request;
    private final Log log;
    private final ProgressListener progress;
    private final DumpClock clock = new DumpClock();

    private DumpSession(Linux linux, Dump request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    /** Carries out {@code request} on a thread of its own. */
    public static Outcome run(Linux linux, Dump request, Log log, ProgressListener progress) {
        DumpSession session = new DumpSession(linux, request, log, progress);
        return TracerThread.run(session::run);
    }

    /** Names of the stages within the freeze, in their order. */
    public static List<String> stages() {
        return FrozenStages.ALL.stream().map(Stage::name).toList();
    }

    private Outcome run() {
        Path images = request.dirs().images();
        progress.entered("prepare");
        DumpRules.check(request);
        if (request.memory().autoDedup()) {
            AutoDedup.checkParents(linux, request.dirs());
        }
        Optional<FreezerCgroup> cgroup = request.freezing().cgroup().map(FreezerCgroup::at);
        try {
            return run(Chain.of(linux, request.dirs(), request.memory().track(), log), cgroup);
        } catch (IOException refused) {
            throw DumpRules.notWritten(images, refused);
        } catch (UncheckedIOException refused) {
            throw DumpRules.notWritten(images, refused);
        }
    }

    private Outcome run(Chain chain, Optional<FreezerCgroup> cgroup) throws IOException {
        try (ActionScripts scripts = ActionScripts.of(request.hooks(), request.dirs(), log);
                LazySource lazy = LazySource.of(linux, request, log);
                ImageSetWriter set = ImageSetWriter.create(request.dirs().images())) {
            chain.linkInto(set);
            scripts.run(Hook.PRE_DUMP, OptionalInt.of(request.pid()));
            Set<Integer> pids = RunningTree.pids(request.pid());
            SnapshotRule rule = SnapshotRule.of(request, cgroup, pids);
            try (PageStore store =
                            new PageStores(linux, request.dirs(), log, progress).open(set, chain, request.memory());
                    TreeMemory memory = TreeMemory.prepare(
                            linux,
                            set,
                            store,
                            chain,
                            pids,
                            request.memory().lazyServer().isPresent(),
                            rule,
                            log)) {
                Rehearsal.run(linux, set.stagingPath(), chain.tracking(), rule.wanted(), log);
                if (request.cpuCap().image()) {
                    set.write(ImageType.CPUINFO, CpuInfoSession.own(linux));
                }
                return freezeAndSave(set, memory, chain, scripts, lazy, cgroup);
            }
        }
    }

    private Outcome freezeAndSave(
            ImageSetWriter set,
            TreeMemory memory,
            Chain chain,
            ActionScripts scripts,
            LazySource lazy,
            Optional<FreezerCgroup> cgroup)
            throws IOException {
        progress.entered("freeze");
        clock.freezing();
        int code = Outcome.SUCCESS;
        try (FrozenTree tree =
                TreeFreezer.freeze(linux, request.pid(), request.freezing().timeoutSeconds(), cgroup)) {
            clock.frozen();
            log.info(tree.processes().size() + " processes are frozen");
            FrozenDump dump = new FrozenDump(
                    linux, request, log, tree, set, new TreeFiles(linux, request, log, tree), memory, chain, clock);
            saveOrUndo(dump, cgroup);
            try {
                scripts.run(Hook.POST_DUMP, OptionalInt.of(request.pid()));
                lazy.serve(scripts, progress);
            } catch (ScriptFailed failure) {
                log.error(failure.getMessage() + "; the images are complete, the processes go on running");
                code = Hook.POST_DUMP_FAILED;
            }
            release(tree, code == Outcome.SUCCESS ? request.after() : AfterDump.RUN, cgroup);
        } catch (IOException | RuntimeException failure) {
            cgroup.ifPresent(FreezerCgroup::putBack);
            throw failure;
        }
        DumpStatistics figures = clock.statistics();
        StatisticsFile.write(request.dirs().work(), figures);
        progress.measured(figures);
        new FinishedSet(linux, log, progress)
                .settle(
                        request.dirs().images(),
                        request.memory().autoDedup(),
                        request.memory().output().form());
        if (code == Outcome.SUCCESS) {
            log.info("Dumping finished successfully");
        }
        return new Outcome(code, Optional.of(figures));
    }

    private void saveOrUndo(FrozenDump dump, Optional<FreezerCgroup> cgroup) throws IOException {
        boolean saved = false;
        try {
            for (Stage stage : FrozenStages.ALL) {
                progress.entered(stage.name());
                stage.action().run(dump);
            }
            InventoryEntry inventory = InventoryImages.inventory(dump);
            if (dump.memory().canWait()) {
                release(dump.tree(), AfterDump.RUN, cgroup);
                copyPages(dump);
            }
            progress.entered("commit");
            dump.set().commit(inventory);
            saved = true;
        } finally {
            if (!saved) {
                LinkRemaps.undo(dump.files());
            }
        }
    }

    private void copyPages(FrozenDump dump) throws IOException {
        progress.entered("copy pages");
        dump.memory().saveLater();
        clock.saved(dump.memory().counts(), dump.memory().writeNanos());
    }

    /** Does nothing if that was done already. */
    private void release(FrozenTree tree, AfterDump after, Optional<FreezerCgroup> cgroup) {
        if (!tree.held()) {
            return;
        }
        progress.entered("release");
        if (after == AfterDump.KILL) {
            tree.kill();
        } else {
            cgroup.ifPresent(FreezerCgroup::putBack);
            if (after == AfterDump.STOP) {
                tree.thawStopped();
            } else {
                tree.thaw();
            }
        }
        clock.thawed();
    }
}
