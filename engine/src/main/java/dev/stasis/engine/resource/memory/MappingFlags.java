package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.proc.MemoryArea;

/** The letters of VmFlags as flags of mmap(2) and advice of madvise(2). */
final class MappingFlags {
    private MappingFlags() {}

    /** Without MAP_ANONYMOUS, which no letter tells. */
    static int of(MemoryArea area) {
        int flags = area.shared() ? Mman.MAP_SHARED : area.has("dp") ? Mman.MAP_DROPPABLE : Mman.MAP_PRIVATE;
        if (area.has("gd")) {
            flags |= Mman.MAP_GROWSDOWN;
        }
        if (area.has("lo")) {
            flags |= area.has("lf") ? Mman.MAP_LOCKED | Mman.MAP_NONBLOCK : Mman.MAP_LOCKED;
        }
        if (area.has("nr")) {
            flags |= Mman.MAP_NORESERVE;
        }
        return flags;
    }

    /** Bit n for advice n. */
    static long advice(MemoryArea area) {
        return bit(area, "rr", Mman.MADV_RANDOM)
                | bit(area, "sr", Mman.MADV_SEQUENTIAL)
                | bit(area, "dc", Mman.MADV_DONTFORK)
                | bit(area, "dd", Mman.MADV_DONTDUMP)
                | bit(area, "mg", Mman.MADV_MERGEABLE)
                | bit(area, "hg", Mman.MADV_HUGEPAGE)
                | bit(area, "nh", Mman.MADV_NOHUGEPAGE)
                | bit(area, "wf", Mman.MADV_WIPEONFORK);
    }

    private static long bit(MemoryArea area, String letters, int advice) {
        return area.has(letters) ? 1L << advice : 0;
    }
}
