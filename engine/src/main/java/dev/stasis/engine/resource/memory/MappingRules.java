package dev.stasis.engine.resource.memory;

import static dev.stasis.engine.kernel.abi.Mman.MADV_DONTDUMP;
import static dev.stasis.engine.kernel.abi.Mman.MADV_DONTFORK;
import static dev.stasis.engine.kernel.abi.Mman.MADV_HUGEPAGE;
import static dev.stasis.engine.kernel.abi.Mman.MADV_MERGEABLE;
import static dev.stasis.engine.kernel.abi.Mman.MADV_NOHUGEPAGE;
import static dev.stasis.engine.kernel.abi.Mman.MADV_RANDOM;
import static dev.stasis.engine.kernel.abi.Mman.MADV_SEQUENTIAL;
import static dev.stasis.engine.kernel.abi.Mman.MADV_WIPEONFORK;

import dev.stasis.engine.api.error.ImageDamaged;
import java.util.List;

/**
 * What mappings of an image must be like before anything is made of them: they ascend, do not overlap and lie within user
 * space, guard ranges come last, and no field has a value that would do harm or that nobody writes.
 */
final class MappingRules {
    private static final long PAGE = 4096;
    /** Behind the lower half of five-level page tables. */
    private static final long END_OF_USER_SPACE = 1L << 56;

    private static final int ALL_PROTECTIONS = 7;
    private static final int HIGHEST_ACCESS = 2;
    /** Those that describe memory; others, as MADV_DONTNEED, are deeds. */
    private static final long ADVICE = 1L << MADV_RANDOM
            | 1L << MADV_SEQUENTIAL
            | 1L << MADV_DONTFORK
            | 1L << MADV_MERGEABLE
            | 1L << MADV_HUGEPAGE
            | 1L << MADV_NOHUGEPAGE
            | 1L << MADV_DONTDUMP
            | 1L << MADV_WIPEONFORK;

    private final String image;

    private MappingRules(String image) {
        this.image = image;
    }

    static void check(List<Mapping> mappings, String image) {
        new MappingRules(image).check(mappings);
    }

    private void check(List<Mapping> mappings) {
        long end = 0;
        boolean guards = false;
        for (Mapping mapping : mappings) {
            if (mapping.kind() == MappingKind.VSYSCALL) {
                continue;
            }
            checkRange(mapping);
            checkFields(mapping);
            if (mapping.kind() == MappingKind.GUARD) {
                guards = true;
            } else if (guards) {
                throw damaged(mapping, "is behind a guard range, and those come last");
            } else if (mapping.start() < end) {
                throw damaged(mapping, "begins before the end of the one listed before");
            } else {
                end = mapping.end();
            }
        }
    }

    private void checkRange(Mapping mapping) {
        boolean aligned = (mapping.start() | mapping.end()) % PAGE == 0;
        if (!aligned || mapping.start() < 0 || mapping.start() >= mapping.end() || mapping.end() > END_OF_USER_SPACE) {
            throw damaged(mapping, "is no range of pages");
        }
    }

    private void checkFields(Mapping mapping) {
        if ((mapping.protection() & ~ALL_PROTECTIONS) != 0) {
            throw damaged(mapping, "has the protection 0x" + Integer.toHexString(mapping.protection()));
        }
        if ((mapping.advice() & ~ADVICE) != 0) {
            throw damaged(mapping, "has advice that is no property of memory: 0x" + Long.toHexString(mapping.advice()));
        }
        if (mapping.offset() % PAGE != 0 || mapping.offset() < 0 || mapping.offset() + mapping.length() < 0) {
            throw damaged(mapping, "has the offset " + Long.toUnsignedString(mapping.offset()));
        }
        if (mapping.access().orElse(0) > HIGHEST_ACCESS) {
            throw damaged(
                    mapping, "has a file opened with mode " + mapping.access().orElse(0));
        }
        boolean file = mapping.kind() == MappingKind.FILE || mapping.kind() == MappingKind.MEMORY_FILE;
        if (file && (mapping.object() <= 0 || mapping.object() > Integer.MAX_VALUE)) {
            throw damaged(mapping, "has the file id " + Long.toUnsignedString(mapping.object()));
        }
    }

    private ImageDamaged damaged(Mapping mapping, String what) {
        return new ImageDamaged(image + ": the mapping " + mapping.range() + " " + what);
    }
}
