package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import java.util.List;

/** Mappings of an image ascend, do not overlap, and lie within user space; guard ranges come last, each in a mapping. */
final class MappingOrder {
    private static final long PAGE = 4096;
    /** Behind the lower half of five-level page tables. */
    private static final long END_OF_USER_SPACE = 1L << 56;

    private MappingOrder() {}

    static void check(List<Mapping> mappings, String image) {
        long end = 0;
        boolean guards = false;
        for (Mapping mapping : mappings) {
            if (mapping.kind() == MappingKind.VSYSCALL) {
                continue;
            }
            checkRange(mapping, image);
            if (mapping.kind() == MappingKind.GUARD) {
                guards = true;
            } else if (guards) {
                throw new ImageDamaged(image + " has the mapping " + mapping.range() + " behind a guard range");
            } else if (mapping.start() < end) {
                throw new ImageDamaged(
                        image + " has the mapping " + mapping.range() + " before the end of the one listed before");
            } else {
                end = mapping.end();
            }
        }
    }

    private static void checkRange(Mapping mapping, String image) {
        boolean aligned = (mapping.start() | mapping.end()) % PAGE == 0;
        if (!aligned || mapping.start() < 0 || mapping.start() >= mapping.end() || mapping.end() > END_OF_USER_SPACE) {
            throw new ImageDamaged(image + " has the mapping " + mapping.range() + ", which is no range of pages");
        }
    }
}
