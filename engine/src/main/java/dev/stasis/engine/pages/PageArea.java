package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.resource.memory.MappingKind;

/**
 * A range of addresses whose pages are a process's own.
 *
 * @param anonymous no file is behind it
 * @param mayBeLate its pages may be brought when they are touched (lazy pages)
 * @param readable the process itself may read it
 * @param vdso it is the kernel's code for user space, of which every page is kept
 */
record PageArea(long start, long end, boolean anonymous, boolean mayBeLate, boolean readable, boolean vdso) {
    /** Whether the pages of a mapping belong into the process's pagemap. */
    static boolean has(Mapping mapping) {
        return mapping.kind() == MappingKind.VDSO
                || (mapping.mayHavePages() && (mapping.flags() & Mman.MAP_DROPPABLE) == 0);
    }

    static PageArea of(Mapping mapping) {
        boolean vdso = mapping.kind() == MappingKind.VDSO;
        return new PageArea(
                mapping.start(),
                mapping.end(),
                mapping.kind() == MappingKind.ANONYMOUS || mapping.kind() == MappingKind.HEAP,
                !vdso && mapping.mayBeLate(),
                (mapping.protection() & Mman.PROT_READ) != 0,
                vdso);
    }

    /** Of a private area that is neither the kernel's nor of its pool of huge pages. */
    static PageArea of(MemoryArea area) {
        boolean anonymous = area.inode() == 0 && !area.name().startsWith("/");
        return new PageArea(
                area.start(),
                area.end(),
                anonymous,
                anonymous && !area.has("lo"),
                (area.protection() & Mman.PROT_READ) != 0,
                false);
    }
}
