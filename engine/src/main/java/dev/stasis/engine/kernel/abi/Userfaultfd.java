package dev.stasis.engine.kernel.abi;

/** userfaultfd(2): linux/userfaultfd.h. "since" names the first kernel. */
public final class Userfaultfd {
    // Flag of the call, version of the protocol
    public static final int UFFD_USER_MODE_ONLY = 1; // since 5.11
    public static final int UFFD_API = 170;

    // ioctl(2)
    public static final long UFFDIO_API = 0xc018aa3fL;
    public static final long UFFDIO_REGISTER = 0xc020aa00L;
    public static final long UFFDIO_UNREGISTER = 0x8010aa01L;
    public static final long UFFDIO_WAKE = 0x8010aa02L;
    public static final long UFFDIO_COPY = 0xc028aa03L;
    public static final long UFFDIO_ZEROPAGE = 0xc020aa04L;
    public static final long UFFDIO_WRITEPROTECT = 0xc018aa06L; // since 5.7
    public static final long UFFDIO_CONTINUE = 0xc020aa07L; // since 5.13
    public static final long UFFDIO_POISON = 0xc020aa08L; // since 6.6
    public static final long UFFDIO_MOVE = 0xc028aa05L; // since 6.8
    public static final int USERFAULTFD_IOC_NEW = 0xaa00; // since 6.1

    // Features
    public static final int UFFD_FEATURE_PAGEFAULT_FLAG_WP = 1; // since 5.7
    public static final int UFFD_FEATURE_EVENT_FORK = 2; // since 4.11
    public static final int UFFD_FEATURE_EVENT_REMAP = 4; // since 4.11
    public static final int UFFD_FEATURE_EVENT_REMOVE = 8; // since 4.11
    public static final int UFFD_FEATURE_MISSING_HUGETLBFS = 0x10; // since 4.11
    public static final int UFFD_FEATURE_MISSING_SHMEM = 0x20; // since 4.11
    public static final int UFFD_FEATURE_EVENT_UNMAP = 0x40; // since 4.11
    public static final int UFFD_FEATURE_SIGBUS = 0x80; // since 4.14
    public static final int UFFD_FEATURE_THREAD_ID = 0x100; // since 4.14
    public static final int UFFD_FEATURE_MINOR_HUGETLBFS = 0x200; // since 5.13
    public static final int UFFD_FEATURE_MINOR_SHMEM = 0x400; // since 5.14
    public static final int UFFD_FEATURE_EXACT_ADDRESS = 0x800; // since 5.18
    public static final int UFFD_FEATURE_WP_HUGETLBFS_SHMEM = 0x1000; // since 5.19
    public static final int UFFD_FEATURE_WP_UNPOPULATED = 0x2000; // since 6.4
    public static final int UFFD_FEATURE_POISON = 0x4000; // since 6.6
    public static final int UFFD_FEATURE_WP_ASYNC = 0x8000; // since 6.7
    public static final int UFFD_FEATURE_MOVE = 0x10000; // since 6.8

    // Modes of registration
    public static final int UFFDIO_REGISTER_MODE_MISSING = 1;
    public static final int UFFDIO_REGISTER_MODE_WP = 2; // since 5.7
    public static final int UFFDIO_REGISTER_MODE_MINOR = 4; // since 5.13

    // Modes of the calls
    public static final int UFFDIO_COPY_MODE_DONTWAKE = 1;
    public static final int UFFDIO_COPY_MODE_WP = 2; // since 5.7
    public static final int UFFDIO_ZEROPAGE_MODE_DONTWAKE = 1;
    public static final int UFFDIO_WRITEPROTECT_MODE_WP = 1; // since 5.7
    public static final int UFFDIO_WRITEPROTECT_MODE_DONTWAKE = 2; // since 5.7
    public static final int UFFDIO_CONTINUE_MODE_DONTWAKE = 1; // since 5.13

    // Events and flags of a fault
    public static final int UFFD_EVENT_PAGEFAULT = 18;
    public static final int UFFD_EVENT_FORK = 19; // since 4.11
    public static final int UFFD_EVENT_REMAP = 20; // since 4.11
    public static final int UFFD_EVENT_REMOVE = 21; // since 4.11
    public static final int UFFD_EVENT_UNMAP = 22; // since 4.11
    public static final int UFFD_PAGEFAULT_FLAG_WRITE = 1;
    public static final int UFFD_PAGEFAULT_FLAG_WP = 2; // since 5.7
    public static final int UFFD_PAGEFAULT_FLAG_MINOR = 4; // since 5.13

    private Userfaultfd() {}
}
