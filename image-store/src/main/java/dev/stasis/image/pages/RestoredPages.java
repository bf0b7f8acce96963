package dev.stasis.image.pages;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a set and its parents hold in vain once the set was restored: all that the restore read. */
public final class RestoredPages {
    private RestoredPages() {}

    /**
     * For each pages file the ranges that a restore of the set reads. Nothing is changed.
     *
     * @param lazyPagesToo false to leave out pages with {@link PageFlags#LAZY}
     * @throws dev.stasis.image.ImageDamagedException if the set or a parent contradicts itself
     */
    public static List<FileRanges> in(ImageDirectory set, boolean lazyPagesToo) {
        PagesFileOwners.check(Ancestry.of(set));
        Map<Path, FileRanges> found = new LinkedHashMap<>();
        for (ImageType<PagemapEntry> type : List.of(ImageType.PAGEMAP, ImageType.PAGEMAP_SHMEM)) {
            for (long number : set.numbers(type)) {
                List<PageSegment> segments = new ArrayList<>();
                PageChain.open(set, type, number).forEach(0, Long.MAX_VALUE, segment -> {
                    if (segment.isStored() && (lazyPagesToo || !segment.lazy())) {
                        segments.add(segment);
                    }
                });
                segments.sort(Comparator.comparing(PageSegment::pagesFile).thenComparingLong(PageSegment::offset));
                for (PageSegment segment : segments) {
                    found.computeIfAbsent(segment.pagesFile(), FileRanges::new).add(segment.offset(), segment.length());
                }
            }
        }
        return List.copyOf(found.values());
    }
}
