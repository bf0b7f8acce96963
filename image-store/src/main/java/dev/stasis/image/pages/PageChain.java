package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.LAZY;
import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PARENT;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pagemap of a task or of shared memory with those of the same name in the sets that it builds on, the newest first.
 * Tells for each page in which file its content is.
 */
public final class PageChain {
    /** All levels; the one behind a level is where its {@link PageFlags#PARENT} runs are looked up. */
    private final List<Pagemap> levels;

    private PageChain(List<Pagemap> levels) {
        this.levels = levels;
    }

    /**
     * Reads the pagemap, and those of parents as long as the one before needs them; without levels if the set has no
     * pagemap of that number.
     */
    public static PageChain open(ImageDirectory images, ImageType<PagemapEntry> type, long number) {
        List<Pagemap> levels = new ArrayList<>();
        Ancestry ancestry = new Ancestry();
        Optional<ImageDirectory> directory = Optional.of(images);
        while (directory.isPresent()) {
            ancestry.see(directory.get());
            Optional<Pagemap> level = Pagemap.find(directory.get(), type, number);
            level.ifPresent(levels::add);
            directory = level.isPresent() && level.get().countPages(PARENT) > 0
                    ? directory.get().parent()
                    : Optional.empty();
        }
        return new PageChain(levels);
    }

    /** The pagemaps, newest first; empty if there is none. */
    public List<Pagemap> levels() {
        return List.copyOf(levels);
    }

    /** Where the pages of the range are, by ascending address. Pages that are not listed are zero. */
    public List<PageSegment> locate(long start, long end) {
        List<PageSegment> segments = new ArrayList<>();
        forEach(start, end, segments::add);
        return segments;
    }

    /** All pages. */
    public List<PageSegment> locateAll() {
        return locate(0, Long.MAX_VALUE);
    }

    /** As {@link #locate}, one segment at a time. Neighbours in memory and file are joined. */
    public void forEach(long start, long end, Consumer<PageSegment> consumer) {
        if (!levels.isEmpty()) {
            SegmentJoiner joiner = new SegmentJoiner(consumer);
            walk(0, start, end, false, joiner);
            joiner.finish();
        }
    }

    private void walk(int level, long start, long end, boolean lazy, SegmentJoiner sink) {
        Pagemap map = levels.get(level);
        for (int run = map.firstEndingAfter(start); run < map.size() && map.start(run) < end; run++) {
            long from = Math.max(start, map.start(run));
            long to = Math.min(end, map.end(run));
            boolean later = level == 0 ? map.has(run, LAZY) : lazy;
            if (map.has(run, PARENT)) {
                fromParent(level, run, from, to, later, sink);
            } else {
                long skipped = from - map.start(run);
                long offset = map.has(run, PRESENT) ? map.offset(run) + skipped : PageSegment.NOT_STORED;
                sink.accept(new PageSegment(from, (to - from) / PAGE_SIZE, later, map.pagesFile(), offset));
            }
        }
    }

    private void fromParent(int level, int run, long from, long to, boolean lazy, SegmentJoiner sink) {
        Pagemap map = levels.get(level);
        if (level + 1 == levels.size()) {
            throw map.damaged(
                    run, "flags", "says that the pages are in the parent, but there is no parent that has any");
        }
        Pagemap parent = levels.get(level + 1);
        if (!parent.covers(from, to)) {
            throw map.damaged(
                    run,
                    "flags",
                    "says that the pages are in the parent, but " + parent.file() + " lacks some of 0x"
                            + Long.toHexString(from) + "-0x" + Long.toHexString(to));
        }
        walk(level + 1, from, to, lazy, sink);
    }
}
