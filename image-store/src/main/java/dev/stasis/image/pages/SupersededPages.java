package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parents of a set hold in vain, because the set holds the same pages itself: ranges of their pages files whose
 * content no reader of the set will ask for.
 *
 * <p>Only pages with {@link PageFlags#PRESENT} in the newest set count. Those with {@link PageFlags#LAZY} alone are on a page
 * server, which may be lost; what the parents have of them stays. A parent's range is followed into its own parent as far
 * as its pagemap names the pages, whether it holds them or not.
 */
public final class SupersededPages {
    private final List<Pagemap> levels;
    private final Map<Path, FileRanges> found;

    private SupersededPages(List<Pagemap> levels, Map<Path, FileRanges> found) {
        this.levels = levels;
        this.found = found;
    }

    /**
     * Of all tasks and shared memories of the set: for each pages file of a parent its ranges. Nothing is changed. Reads and
     * checks the whole chain first: a set that cannot be read supersedes nothing.
     *
     * @throws dev.stasis.image.ImageDamagedException if the set or a parent contradicts itself
     */
    public static List<FileRanges> in(ImageDirectory newest) {
        List<ImageDirectory> chain = Ancestry.of(newest);
        PagesFileOwners.check(chain);
        Map<Path, FileRanges> found = new LinkedHashMap<>();
        for (ImageType<PagemapEntry> type : List.of(ImageType.PAGEMAP, ImageType.PAGEMAP_SHMEM)) {
            for (long number : newest.numbers(type)) {
                PageChain.open(newest, type, number).forEach(0, Long.MAX_VALUE, segment -> {});
                List<Pagemap> levels = levels(chain, type, number);
                new SupersededPages(levels, found).find();
            }
        }
        return List.copyOf(found.values());
    }

    /** A parent without the pagemap ends the chain: nothing behind it can be reached. */
    private static List<Pagemap> levels(List<ImageDirectory> chain, ImageType<PagemapEntry> type, long number) {
        List<Pagemap> levels = new ArrayList<>();
        for (ImageDirectory directory : chain) {
            if (Pagemap.find(directory, type, number).map(levels::add).isEmpty()) {
                break;
            }
        }
        return levels;
    }

    private void find() {
        if (levels.isEmpty()) {
            return;
        }
        Pagemap newest = levels.get(0);
        for (int run = 0; run < newest.size(); run++) {
            if (newest.has(run, PRESENT)) {
                findBehind(0, newest.start(run), newest.end(run));
            }
        }
    }

    private void findBehind(int level, long start, long end) {
        if (level + 1 == levels.size()) {
            return;
        }
        Pagemap map = levels.get(level + 1);
        for (int run = map.firstEndingAfter(start); run < map.size() && map.start(run) < end; run++) {
            long from = Math.max(start, map.start(run));
            long to = Math.min(end, map.end(run));
            if (map.has(run, PRESENT)) {
                found.computeIfAbsent(map.pagesFile(), FileRanges::new)
                        .add(map.offset(run) + (from - map.start(run)), to - from);
            }
            findBehind(level + 1, from, to);
        }
    }
}
