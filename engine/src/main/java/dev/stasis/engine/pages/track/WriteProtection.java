package dev.stasis.engine.pages.track;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_FILE;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PFNZERO;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PRESENT;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SWAPPED;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.PagemapScan;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.Smaps;

/**
 * Registers the private areas of a process that stands still, and protects the pages that are its own. A page that is not
 * protected counts as written; so does all that appears later, for only registered areas keep protected pages.
 */
final class WriteProtection {
    private static final int SCAN_ARGUMENT = 96;
    private static final int REGION = 24;
    private static final int REGIONS = 1024;

    private final Linux linux;
    private final int pid;
    private final Fd userfault;

    WriteProtection(Linux linux, int pid, Fd userfault) {
        this.linux = linux;
        this.pid = pid;
        this.userfault = userfault;
    }

    /** The number of areas that refused. */
    int protectAll() {
        int refused = 0;
        try (Fd pagemap = linux.files().open("/proc/" + pid + "/pagemap", 0, 0);
                Arena arena = new Arena()) {
            Block registration = arena.allocate(32);
            Block regions = arena.allocate((long) REGIONS * REGION);
            Block scan = scan(arena, regions);
            for (MemoryArea area : Smaps.outline(pid)) {
                if (mayHaveOwnPages(area)) {
                    refused += register(registration, area) && protect(pagemap, scan, regions, area) ? 0 : 1;
                }
            }
        }
        return refused;
    }

    /** Code that nobody writes has no pages of its own; the kernel's areas and shared ones cannot be tracked this way. */
    private static boolean mayHaveOwnPages(MemoryArea area) {
        boolean code = (area.protection() & Mman.PROT_EXEC) != 0 && (area.protection() & Mman.PROT_WRITE) == 0;
        boolean kernels = area.name().startsWith("[v") || area.name().equals("[uprobes]");
        return !area.shared() && !code && !kernels;
    }

    /** EBUSY: the process itself has a userfaultfd there; EINVAL: no area for it. Both are left alone. */
    private boolean register(Block registration, MemoryArea area) {
        registration
                .putLong(0, area.start())
                .putLong(8, area.end() - area.start())
                .putLong(16, Userfaultfd.UFFDIO_REGISTER_MODE_WP);
        return done(
                linux.files().ioctl(userfault, Userfaultfd.UFFDIO_REGISTER, registration.address()),
                "ioctl(UFFDIO_REGISTER)",
                area);
    }

    /**
     * Only pages that are there. Without room for what was found the kernel would take a faster way that protects all, and
     * leave a mark in the place of each page that is not there; from then on it would count as one.
     */
    private static Block scan(Arena arena, Block regions) {
        long none = PAGE_IS_PFNZERO | PAGE_IS_FILE;
        return arena.allocate(SCAN_ARGUMENT)
                .putLong(0, SCAN_ARGUMENT)
                .putLong(8, PagemapScan.PM_SCAN_WP_MATCHING | PagemapScan.PM_SCAN_CHECK_WPASYNC)
                .putLong(40, regions.address())
                .putLong(48, REGIONS)
                .putLong(64, none)
                .putLong(72, none)
                .putLong(80, PAGE_IS_PRESENT | PAGE_IS_SWAPPED)
                .putLong(88, PAGE_IS_PRESENT);
    }

    private boolean protect(Fd pagemap, Block scan, Block regions, MemoryArea area) {
        long at = area.start();
        while (at < area.end()) {
            scan.putLong(16, at).putLong(24, area.end());
            Result found = linux.files().ioctl(pagemap, PagemapScan.PAGEMAP_SCAN, scan.address());
            if (!done(found, "ioctl(PAGEMAP_SCAN)", area)) {
                return false;
            }
            // The kernel may leave the end of its last step but one there, as ResidentPages has it.
            long last = found.raw() == 0 ? 0 : regions.getLong((found.raw() - 1) * REGION + 8);
            long walked = Math.max(scan.getLong(32), last);
            if (walked <= at) {
                return true;
            }
            at = walked;
        }
        return true;
    }

    private boolean done(Result result, String call, MemoryArea area) {
        if (result.ok()) {
            return true;
        }
        if (result.failedWith(Errno.EBUSY) || result.failedWith(Errno.EINVAL) || result.failedWith(Errno.EPERM)) {
            return false;
        }
        throw new KernelRefused(call, area.range() + " of process " + pid, result.errno());
    }
}
