package dev.stasis.engine.pages.track;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PRESENT;

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
import dev.stasis.engine.kernel.proc.OwnPageScan;
import dev.stasis.engine.kernel.proc.Smaps;

/**
 * Registers the private areas of a process that stands still, and protects the pages that are its own. A page that is not
 * protected counts as written; so does all that appears later, for only registered areas keep protected pages.
 */
final class WriteProtection {
    private static final int REGIONS = 1024;
    private static final long FLAGS = PagemapScan.PM_SCAN_WP_MATCHING | PagemapScan.PM_SCAN_CHECK_WPASYNC;

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
            // With room for what is found: without, the kernel takes a faster way that protects all, and leaves a mark
            // in the
            // place of each page that is not there; from then on it would count as one.
            OwnPageScan scan = new OwnPageScan(linux, arena, REGIONS, FLAGS, PAGE_IS_PRESENT);
            for (MemoryArea area : Smaps.outline(pid)) {
                if (mayHaveOwnPages(area)) {
                    refused += register(registration, area) && protect(pagemap, scan, area) ? 0 : 1;
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

    private boolean protect(Fd pagemap, OwnPageScan scan, MemoryArea area) {
        long at = area.start();
        while (at < area.end()) {
            Result found = scan.scan(pagemap, at, area.end());
            if (!done(found, "ioctl(PAGEMAP_SCAN)", area)) {
                return false;
            }
            long next = scan.next((int) found.raw());
            if (next <= at) {
                return true;
            }
            at = next;
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
