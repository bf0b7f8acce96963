package dev.stasis.engine.kernel.proc;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGEMAP_SCAN;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_FILE;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PFNZERO;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PRESENT;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SWAPPED;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/**
 * The ioctl PAGEMAP_SCAN for pages that only a process's own page tables hold: anonymous ones, present or swapped, but not the
 * shared page of zeros and none that a file still has.
 */
public final class OwnPageScan {
    private static final int ARGUMENT_BYTES = 96;
    private static final int REGION_BYTES = 24;

    private final Linux linux;
    private final Block argument;
    private final Block regions;

    /**
     * Prepares.
     *
     * @param most regions that one scan may find
     * @param flags PM_SCAN_*
     * @param returned categories that tell regions apart
     */
    public OwnPageScan(Linux linux, Arena arena, int most, long flags, long returned) {
        this.linux = linux;
        this.regions = arena.allocate((long) most * REGION_BYTES);
        long excluded = PAGE_IS_PFNZERO | PAGE_IS_FILE;
        this.argument = arena.allocate(ARGUMENT_BYTES)
                .putLong(0, ARGUMENT_BYTES)
                .putLong(8, flags)
                .putLong(40, regions.address())
                .putLong(48, most)
                .putLong(64, excluded)
                .putLong(72, excluded)
                .putLong(80, PAGE_IS_PRESENT | PAGE_IS_SWAPPED)
                .putLong(88, returned);
    }

    /** Tells regions apart by other categories from now on. */
    void returning(long categories) {
        argument.putLong(88, categories);
    }

    /** Scans a range of addresses; the answer is the number of regions that were found. */
    public Result scan(Fd pagemap, long start, long end) {
        argument.putLong(16, start).putLong(24, end);
        return linux.files().ioctl(pagemap, PAGEMAP_SCAN, argument.address());
    }

    /**
     * Where the next scan begins. After more than 512 regions the kernel leaves the end of its last step but one there: never go
     * back.
     *
     * @param found number of regions that the last scan has found
     */
    public long next(int found) {
        long walked = argument.getLong(32);
        return found == 0 ? walked : Math.max(walked, end(found - 1));
    }

    long start(int region) {
        return regions.getLong((long) region * REGION_BYTES);
    }

    long end(int region) {
        return regions.getLong((long) region * REGION_BYTES + 8);
    }

    long categories(int region) {
        return regions.getLong((long) region * REGION_BYTES + 16);
    }
}
