package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import dev.stasis.engine.pages.track.BaseSet;
import dev.stasis.engine.pages.track.DirtyTracker;
import dev.stasis.engine.pages.track.DirtyTrackers;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.DedupMark;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a new set stands among others: the one that it builds on, and whether a next one may build on it. */
final class Chain {
    private static final Path UUID = Path.of("/proc/sys/kernel/random/uuid");

    private final String id;
    private final Optional<Parent> parent;
    private final Optional<DirtyTracker> tracker;
    private final boolean tracking;

    private record Parent(String link, ImageDirectory directory, BaseSet set) {}

    private Chain(String id, Optional<Parent> parent, Optional<DirtyTracker> tracker, boolean tracking) {
        this.id = id;
        this.parent = parent;
        this.tracker = tracker;
        this.tracking = tracking;
    }

    /**
     * Finds the parent set, which must be complete, and a tracker.
     *
     * @param tracking what the tree writes after this set is to be known
     */
    static Chain of(Linux linux, ImageDirs dirs, boolean tracking, Log log) throws IOException {
        Optional<Parent> parent = parent(dirs);
        Optional<DirtyTracker> tracker = DirtyTrackers.choose(linux, log);
        if (tracking && tracker.isEmpty()) {
            throw new Unsupported(
                    "this kernel cannot tell what a process writes: it has neither userfaultfd's asynchronous"
                            + " write protection (Linux 6.7) nor soft-dirty bits; dump without --track-mem, or all memory at once");
        }
        tracker.filter(chosen -> tracking || parent.isPresent())
                .ifPresent(chosen -> log.info("memory is tracked by " + chosen.name()));
        String id = Files.readString(UUID, StandardCharsets.US_ASCII).trim();
        return new Chain(id, parent, tracker, tracking);
    }

    /** A link that is there already stays, and counts. */
    private static Optional<Parent> parent(ImageDirs dirs) {
        if (dirs.parent().isEmpty()) {
            return Optional.empty();
        }
        String text = dirs.parent().get();
        Path link = dirs.images().resolve(ImageDirectory.PARENT);
        Path path = Files.exists(link, LinkOption.NOFOLLOW_LINKS)
                ? link
                : dirs.images().resolve(text);
        if (!Files.isDirectory(path)) {
            throw new BadRequest("the parent set " + path
                    + " is no directory; --prev-images-dir is relative to the images" + " directory " + dirs.images());
        }
        ImageDirectory directory = ImageDirectory.at(path);
        // What it gave up reads as zeros; it serves as a parent of the set that has those pages, and of no other.
        DedupMark.requireNone(directory);
        BaseSet set = InventoryImages.base(directory)
                .orElseThrow(() -> new BadRequest("the parent set " + path
                        + " has no inventory.img: it was never completed; build on the last complete one"));
        return Optional.of(new Parent(text, directory, set));
    }

    /** Of the run that makes the set. */
    String id() {
        return id;
    }

    boolean tracking() {
        return tracking;
    }

    Optional<ImageDirectory> parentDirectory() {
        return parent.map(Parent::directory);
    }

    void linkInto(ImageSetWriter set) throws IOException {
        if (parent.isPresent()) {
            set.linkParent(parent.get().link());
        }
    }

    /** What tells that a page of a process is in the parent set as it is now. */
    Unchanged since(FrozenProcess process) {
        return parent.isPresent() && tracker.isPresent()
                ? tracker.get().since(process, parent.get().set())
                : Unchanged.UNKNOWN;
    }

    /** Begins to track what the processes write. Requires: they stand still, and their pages have been scanned. */
    void arm(List<FrozenProcess> processes) {
        if (tracking && tracker.isPresent()) {
            for (FrozenProcess process : processes) {
                if (!process.zombie()) {
                    tracker.get().arm(process, id, InjectionSite::open);
                }
            }
        }
    }

    /** Nothing will build on this set: what was put into the processes to track them is taken out. */
    void disarm(List<FrozenProcess> processes) {
        if (!tracking && tracker.isPresent()) {
            for (FrozenProcess process : processes) {
                if (!process.zombie()) {
                    tracker.get().disarm(process, InjectionSite::open);
                }
            }
        }
    }
}
