package dev.stasis.image.check;

import dev.stasis.image.proto.VmaEntry;

/** Bits of {@code VmaEntry.status}, and of its flags as in mmap(2). */
final class VmaStatus {
    static final int REGULAR = 0x1;
    static final int VSYSCALL = 0x4;
    static final int FILE_PRIVATE = 0x40;
    static final int FILE_SHARED = 0x80;
    static final int ANON_SHARED = 0x100;
    static final int ANON_PRIVATE = 0x200;
    static final int SOCKET = 0x800;
    static final int AIO_RING = 0x2000;
    static final int MEMFD = 0x4000;
    static final int SHADOW_STACK = 0x8000;
    /** Not a mapping: a range that madvise(2) MADV_GUARD_INSTALL guards. */
    static final int GUARD = 0x10000;
    /** A device that a plugin knows. */
    static final int PLUGIN = 0x800_0000;

    /** What restore makes a mapping for: one of these. */
    static final int KINDS = FILE_PRIVATE | FILE_SHARED | ANON_SHARED | ANON_PRIVATE;

    /**
     * All bits that may be in an image: the above, stack, vdso, an unused one, heap, System V, vvar, uprobes. The higher ones
     * are for the time of a restore.
     */
    static final int KNOWN = REGULAR
            | 0x2
            | VSYSCALL
            | 0x8
            | 0x10
            | 0x20
            | KINDS
            | 0x400
            | SOCKET
            | 0x1000
            | AIO_RING
            | MEMFD
            | SHADOW_STACK
            | GUARD
            | 0x20000
            | PLUGIN;

    static final int MAP_SHARED = 0x1;
    static final int MAP_PRIVATE = 0x2;
    static final int MAP_DROPPABLE = 0x8;
    static final int MAP_TYPE = 0xf;
    static final int MAP_ANONYMOUS = 0x20;

    /**
     * Flags that mappings have or that mmap(2) ignores: anonymous, 32BIT, GROWSDOWN, DENYWRITE, EXECUTABLE, LOCKED, NORESERVE,
     * NONBLOCK, STACK, HUGETLB with the size of its pages. Not MAP_FIXED and its like.
     */
    static final int MAP_KNOWN = MAP_TYPE
            | MAP_ANONYMOUS
            | 0x40
            | 0x100
            | 0x800
            | 0x1000
            | 0x2000
            | 0x4000
            | 0x10000
            | 0x20000
            | 0x40000
            | 0x3f << 26;

    private VmaStatus() {}

    static boolean has(VmaEntry vma, int bits) {
        return (vma.getStatus() & bits) != 0;
    }

    /** Whether the mapping has pages of its own, kept in the pagemap of the task. */
    static boolean hasOwnPages(VmaEntry vma) {
        return has(vma, FILE_PRIVATE | ANON_PRIVATE | AIO_RING | SHADOW_STACK) && !has(vma, VSYSCALL | GUARD);
    }
}
