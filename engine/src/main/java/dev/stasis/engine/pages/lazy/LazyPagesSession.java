package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.LazyPages;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.ProgressMeter;
import dev.stasis.engine.pages.wire.SetNumber;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.serving.Readiness;
import dev.stasis.engine.serving.StopSignal;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PstreeEntry;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** {@code lazy-pages}: waits for a restore, and brings its tasks the memory that they lack. */
public final class LazyPagesSession {
    private static final long PAGE = 4096;

    private final Linux linux;
    private final LazyPages request;
    private final Log log;
    private final ProgressListener progress;

    public LazyPagesSession(Linux linux, LazyPages request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    /**
     * Ends when every page is in its place, or nobody is left who could want one. Connects to the host that has the pages first,
     * so that what fails there fails before anything is restored.
     */
    public Outcome run() {
        FaultFeatures.require(linux);
        ImageSet set = ImageSet.open(request.dirs().images());
        try (StopSignal stop = StopSignal.watch(linux);
                MemoryKeeper keeper = MemoryKeeper.start(linux);
                LazyTree tree = new LazyTree(linux, keeper);
                PageSource source = source(set, tree);
                RestoreLink restore = welcome(source, stop)) {
            try {
                receive(set, restore, tree);
                bring(tree, source, restore, stop);
            } catch (StasisException failure) {
                tellMissing(tree);
                if (restore.failed()) {
                    source.giveUp();
                } else if (!tree.complete()) {
                    log.error("lazy-pages: the restored tree waits for ever where it lacks pages; end it");
                }
                throw failure;
            }
            keeper.release();
            source.finish();
            return Outcome.success();
        }
    }

    private PageSource source(ImageSet set, LazyTree tree) {
        if (request.source().isEmpty()) {
            return new StoredSource(linux, tree);
        }
        progress.entered("connect");
        SupplyLink supply =
                new SupplyLink(linux, request.source().get(), request.dirs().work(), SetNumber.of(set));
        return RemoteSource.connect(tree, log, supply, () -> tellMissing(tree));
    }

    private RestoreLink welcome(PageSource source, StopSignal stop) {
        try {
            return welcome(stop);
        } catch (StasisException failure) {
            source.giveUp();
            throw failure;
        }
    }

    private RestoreLink welcome(StopSignal stop) {
        try (ActionScripts scripts = ActionScripts.of(request.serving().hooks(), request.dirs(), log);
                RestoreListener listener =
                        RestoreListener.in(linux, request.dirs().work())) {
            progress.entered("wait for the restore");
            log.info("lazy-pages: waits for a restore at "
                    + request.dirs().work().resolve(DaemonLink.SOCKET));
            Readiness.announce(linux, request.serving(), request.dirs(), scripts);
            return listener.accept(stop);
        }
    }

    private static Set<Integer> pids(ImageSet set) {
        Set<Integer> pids = new HashSet<>();
        for (PstreeEntry entry : set.all(ImageType.PSTREE)) {
            pids.add(entry.getPid());
        }
        return pids;
    }

    private void receive(ImageSet set, RestoreLink restore, LazyTree tree) {
        progress.entered("take over memories");
        Set<Integer> expected = pids(set);
        Set<Integer> left = new HashSet<>(expected);
        while (!left.isEmpty()) {
            int pid = restore.pid();
            if (!left.remove(Math.abs(pid))) {
                throw new ImageDamaged("the restore handed over process " + Math.abs(pid)
                        + ", which the image set in " + set.path() + " does not name (again); give both commands the"
                        + " same images");
            }
            if (pid > 0) {
                tree.add(LazyImage.read(set, pid), restore.memory(pid));
            }
        }
        log.info("lazy-pages: " + expected.size() + " processes lack " + tree.missingBytes() / PAGE + " pages");
    }

    private void bring(LazyTree tree, PageSource source, RestoreLink restore, StopSignal stop) {
        try (ProgressMeter meter = ProgressMeter.start(progress, "bring pages", OptionalLong.of(tree.missingBytes()))) {
            while (!(tree.complete() && restore.finished())) {
                long before = tree.arrivedBytes();
                tree.attend(
                        source,
                        restore.finished() ? List.of(stop.descriptor()) : List.of(stop.descriptor(), restore.fd()));
                if (!restore.finished() && restore.awaits()) {
                    restore.attend();
                }
                meter.add(tree.arrivedBytes() - before);
                if (stop.came()) {
                    throw new PeerLost("lazy-pages was told to end before all pages were in their places");
                }
            }
        }
        log.info("lazy-pages: all pages are in their places, " + tree.arrivedBytes() / PAGE + " were brought");
    }

    private void tellMissing(LazyTree tree) {
        String missing = MissingReport.of(tree.missingByPid());
        if (!missing.isEmpty()) {
            log.error("lazy-pages: missing: " + missing);
        }
    }
}
