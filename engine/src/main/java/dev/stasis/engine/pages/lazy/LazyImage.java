package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.AddressSpaceImage;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.Pagemap;
import java.util.ArrayList;
import java.util.List;

/**
 * What an image set says of the memory of a process that is brought late.
 *
 * @param pages where they are, as far as they are stored
 * @param wiped mappings whose content a child does not get (MADV_WIPEONFORK)
 */
record LazyImage(int pid, PageChain pages, List<Mapping> late, List<Mapping> wiped) {
    LazyImage {
        late = List.copyOf(late);
        wiped = List.copyOf(wiped);
    }

    static LazyImage read(ImageDirectory set, int pid) {
        AddressSpace space = AddressSpaceImage.read(set.require(ImageType.MM, pid), ImageType.MM.fileName(pid));
        List<Mapping> late =
                space.mappings().stream().filter(Mapping::mayBeLate).toList();
        List<Mapping> wiped = late.stream()
                .filter(mapping -> mapping.advised(Mman.MADV_WIPEONFORK))
                .toList();
        return new LazyImage(pid, PageChain.open(set, ImageType.PAGEMAP, pid), late, wiped);
    }

    /** What the restore leaves out: the runs with LAZY, as far as they lie in mappings that may be late. */
    MissingPages missing() {
        MissingPages missing = new MissingPages();
        for (Pagemap map : newest()) {
            int next = 0;
            for (int run = 0; run < map.size(); run++) {
                long at = map.start(run);
                while (map.has(run, PageFlags.LAZY) && at < map.end(run)) {
                    while (next < late.size() && late.get(next).end() <= at) {
                        next++;
                    }
                    if (next == late.size()) {
                        return missing;
                    }
                    long start = Math.max(at, late.get(next).start());
                    long end = Math.min(map.end(run), late.get(next).end());
                    if (start < end) {
                        missing.add(new MissingPages.Piece(start, end, start));
                    }
                    at = Math.max(end, late.get(next).end());
                }
            }
        }
        return missing;
    }

    /** The pagemap of the set itself, or none. */
    List<Pagemap> newest() {
        return new ArrayList<>(pages.levels().stream().limit(1).toList());
    }

    /** What a child lacks whose parent lacks {@code parents}. */
    MissingPages inherited(MissingPages parents) {
        MissingPages child = parents.copy();
        for (Mapping mapping : wiped) {
            for (MissingPages.Piece piece : child.ofSource(mapping.start(), mapping.end())) {
                child.remove(piece.start(), piece.end());
            }
        }
        return child;
    }
}
