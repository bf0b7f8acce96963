package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.LazyPages;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.ProgressMeter;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.script.Hook;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PstreeEntry;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code lazy-pages}: waits for a restore, and brings its tasks the memory that they lack. */
public final class LazyPagesSession {
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

    /** Ends when every page is in its place, or nobody is left who could want one. */
    public Outcome run() {
        FaultFeatures.require(linux);
        if (request.source().isPresent()
                || request.serving().daemon()
                || request.serving().statusFd().isPresent()) {
            throw new Unsupported("lazy-pages cannot ask a page server yet, nor go into the background or tell on a"
                    + " descriptor that it listens");
        }
        ImageSet set = ImageSet.open(request.dirs().images());
        Set<Integer> expected = pids(set);
        try (LazyTree tree = new LazyTree(linux);
                RestoreLink restore = welcome()) {
            receive(set, expected, restore, tree);
            log.info("lazy-pages: " + expected.size() + " processes lack " + pages(tree.missingBytes()) + " pages");
            try (PageSource source = source(tree)) {
                bring(tree, source, restore);
            } catch (StasisException failure) {
                tellMissing(tree);
                throw failure;
            }
            return Outcome.success();
        }
    }

    private RestoreLink welcome() {
        try (ActionScripts scripts = ActionScripts.of(request.serving().hooks(), request.dirs(), log);
                RestoreListener listener =
                        RestoreListener.in(linux, request.dirs().work())) {
            progress.entered("wait for the restore");
            log.info("lazy-pages: waits for a restore at "
                    + request.dirs().work().resolve(DaemonLink.SOCKET));
            scripts.run(Hook.STATUS_READY, OptionalInt.empty());
            return listener.accept();
        }
    }

    private static Set<Integer> pids(ImageSet set) {
        Set<Integer> pids = new HashSet<>();
        for (PstreeEntry entry : set.all(ImageType.PSTREE)) {
            pids.add(entry.getPid());
        }
        return pids;
    }

    private void receive(ImageSet set, Set<Integer> expected, RestoreLink restore, LazyTree tree) {
        progress.entered("take over memories");
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
    }

    private PageSource source(LazyTree tree) {
        return new StoredSource(linux, tree);
    }

    private void bring(LazyTree tree, PageSource source, RestoreLink restore) {
        try (ProgressMeter meter = ProgressMeter.start(progress, "bring pages", OptionalLong.of(tree.missingBytes()))) {
            while (!(tree.complete() && restore.finished())) {
                long before = tree.arrivedBytes();
                tree.attend(source, restore.finished() ? List.of() : List.of(restore.fd()));
                if (!restore.finished() && restore.awaits()) {
                    restore.attend();
                }
                meter.add(tree.arrivedBytes() - before);
            }
        }
        source.finish();
        log.info("lazy-pages: all pages are in their places, " + pages(tree.arrivedBytes()) + " were brought");
    }

    private void tellMissing(LazyTree tree) {
        String missing = tree.missingByPid().entrySet().stream()
                .map(entry -> pages(entry.getValue()) + " of process " + entry.getKey())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            log.error("lazy-pages: missing pages: " + missing);
        }
    }

    private static long pages(long bytes) {
        return bytes / 4096;
    }
}
