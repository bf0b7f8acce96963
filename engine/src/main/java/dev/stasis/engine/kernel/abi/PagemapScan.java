package dev.stasis.engine.kernel.abi;

/** The ioctl on /proc/PID/pagemap that finds pages by their state: linux/fs.h, since Linux 6.7. "since" names the first kernel. */
public final class PagemapScan {
    // Request, struct pm_scan_arg
    public static final long PAGEMAP_SCAN = 0xc0606610L; // since 6.7

    // Flags of the request
    public static final int PM_SCAN_WP_MATCHING = 1; // since 6.7
    public static final int PM_SCAN_CHECK_WPASYNC = 2; // since 6.7

    // Categories of a page
    public static final int PAGE_IS_WPALLOWED = 1; // since 6.7
    public static final int PAGE_IS_WRITTEN = 2; // since 6.7
    public static final int PAGE_IS_FILE = 4; // since 6.7
    public static final int PAGE_IS_PRESENT = 8; // since 6.7
    public static final int PAGE_IS_SWAPPED = 0x10; // since 6.7
    public static final int PAGE_IS_PFNZERO = 0x20; // since 6.7
    public static final int PAGE_IS_HUGE = 0x40; // since 6.7
    public static final int PAGE_IS_SOFT_DIRTY = 0x80; // since 6.7
    public static final int PAGE_IS_GUARD = 0x100; // since 6.15

    private PagemapScan() {}
}
