package dev.stasis.engine.kernel.abi;

/** Mappings: linux/mman.h and asm-generic/mman-common.h. "since" names the first kernel. */
public final class Mman {
    // Protection
    public static final int PROT_NONE = 0;
    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;
    public static final int PROT_SEM = 8;
    public static final int PROT_GROWSDOWN = 0x1000000;
    public static final int PROT_GROWSUP = 0x2000000;

    // Flags of mmap(2)
    public static final int MAP_SHARED = 1;
    public static final int MAP_PRIVATE = 2;
    public static final int MAP_SHARED_VALIDATE = 3; // since 4.15
    public static final int MAP_DROPPABLE = 8; // since 6.11
    public static final int MAP_TYPE = 0xf;
    public static final int MAP_FIXED = 0x10;
    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MAP_32BIT = 0x40;
    public static final int MAP_GROWSDOWN = 0x100;
    public static final int MAP_DENYWRITE = 0x800;
    public static final int MAP_EXECUTABLE = 0x1000;
    public static final int MAP_LOCKED = 0x2000;
    public static final int MAP_NORESERVE = 0x4000;
    public static final int MAP_POPULATE = 0x8000;
    public static final int MAP_NONBLOCK = 0x10000;
    public static final int MAP_STACK = 0x20000;
    public static final int MAP_HUGETLB = 0x40000;
    public static final int MAP_SYNC = 0x80000; // since 4.15
    public static final int MAP_FIXED_NOREPLACE = 0x100000; // since 4.17

    // log2 of the huge page size, within the flags
    public static final int MAP_HUGE_SHIFT = 0x1a;
    public static final int MAP_HUGE_MASK = 0x3f;
    public static final int MAP_HUGE_2MB = 0x54000000;
    public static final int MAP_HUGE_1GB = 0x78000000;

    // mremap(2), mlock2(2), mlockall(2), msync(2)
    public static final int MREMAP_MAYMOVE = 1;
    public static final int MREMAP_FIXED = 2;
    public static final int MREMAP_DONTUNMAP = 4; // since 5.7
    public static final int MLOCK_ONFAULT = 1; // since 4.4
    public static final int MCL_CURRENT = 1;
    public static final int MCL_FUTURE = 2;
    public static final int MCL_ONFAULT = 4; // since 4.4
    public static final int MS_ASYNC = 1;
    public static final int MS_INVALIDATE = 2;
    public static final int MS_SYNC = 4;

    // madvise(2)
    public static final int MADV_NORMAL = 0;
    public static final int MADV_RANDOM = 1;
    public static final int MADV_SEQUENTIAL = 2;
    public static final int MADV_WILLNEED = 3;
    public static final int MADV_DONTNEED = 4;
    public static final int MADV_FREE = 8; // since 4.5
    public static final int MADV_REMOVE = 9;
    public static final int MADV_DONTFORK = 10;
    public static final int MADV_DOFORK = 11;
    public static final int MADV_MERGEABLE = 12;
    public static final int MADV_UNMERGEABLE = 13;
    public static final int MADV_HUGEPAGE = 14;
    public static final int MADV_NOHUGEPAGE = 15;
    public static final int MADV_DONTDUMP = 16;
    public static final int MADV_DODUMP = 17;
    public static final int MADV_WIPEONFORK = 18; // since 4.14
    public static final int MADV_KEEPONFORK = 19; // since 4.14
    public static final int MADV_COLD = 20; // since 5.4
    public static final int MADV_PAGEOUT = 21; // since 5.4
    public static final int MADV_POPULATE_READ = 22; // since 5.14
    public static final int MADV_POPULATE_WRITE = 23; // since 5.14
    public static final int MADV_DONTNEED_LOCKED = 24; // since 5.18
    public static final int MADV_COLLAPSE = 25; // since 6.1
    public static final int MADV_HWPOISON = 100;
    public static final int MADV_SOFT_OFFLINE = 101;
    public static final int MADV_GUARD_INSTALL = 102; // since 6.13
    public static final int MADV_GUARD_REMOVE = 103; // since 6.13

    private Mman() {}
}
