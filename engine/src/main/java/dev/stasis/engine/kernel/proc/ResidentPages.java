package dev.stasis.engine.kernel.proc;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_GUARD;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SOFT_DIRTY;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SWAPPED;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pages that only a process's own page tables hold: anonymous ones, present or swapped, but not the shared page of
 * zeros and none that a file still has. Found by the ioctl PAGEMAP_SCAN on /proc/PID/pagemap for the whole address space at
 * once, about 4 ms for each GB of small pages; before Linux 6.7 by {@link PagemapEntries}.
 */
public final class ResidentPages {
    private static final long END_OF_USER_SPACE = 0x7fff_ffff_f000L;
    private static final int REGIONS = 8192;

    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private byte[] verdicts = new byte[64];
    private int size;
    private final List<Guard> guards = new ArrayList<>();

    private ResidentPages() {}

    /** A range that MADV_GUARD_INSTALL has made inaccessible. */
    public record Guard(long start, long end) {}

    /** As {@link #scan}, as kernels before 6.7 can tell. */
    static ResidentPages read(Linux linux, int pid, Unchanged rule) {
        ResidentPages pages = new ResidentPages();
        try (Fd pagemap = linux.files().open("/proc/" + pid + "/pagemap", 0, 0)) {
            PagemapEntries.addTo(pages, linux, pid, pagemap, rule);
        }
        return pages;
    }

    /**
     * What marks a page as unchanged: those of the {@code mask} categories that it has are exactly {@code value}.
     *
     * <p>A page that is not in memory may be one that was given up (MADV_DONTNEED): where a file is behind it, the kernel keeps
     * a note in its place that the page was write-protected, and tells of it as of a swapped one. There a page counts as
     * unchanged only if it is present.
     */
    public record Unchanged(long mask, long value) {
        /** Nothing is known to be. */
        public static final Unchanged UNKNOWN = new Unchanged(0, -1);

        static final byte CHANGED = 0;
        static final byte UNLESS_OF_FILE = 1;
        static final byte UNCHANGED = 2;

        byte judge(long categories) {
            if ((categories & mask) != value) {
                return CHANGED;
            }
            return (categories & PAGE_IS_SWAPPED) == 0 ? UNCHANGED : UNLESS_OF_FILE;
        }

        /** The categories to be asked of the kernel. */
        long asked() {
            return mask == 0 ? 0 : mask | PAGE_IS_SWAPPED;
        }

        boolean softDirty() {
            return mask == PAGE_IS_SOFT_DIRTY;
        }
    }

    /** Of a process that stands still, or else of what was there at some time during the call. */
    public static ResidentPages scan(Linux linux, int pid) {
        return scan(linux, pid, Unchanged.UNKNOWN);
    }

    /** As the other; runs are told apart by {@link #unchanged} where the kernel has PAGEMAP_SCAN. */
    public static ResidentPages scan(Linux linux, int pid, Unchanged rule) {
        Result opened = linux.files().tryOpen("/proc/" + pid + "/pagemap", 0, 0);
        if (opened.failedWith(Errno.ENOENT) || opened.failedWith(Errno.ESRCH)) {
            throw new TaskGone("process " + pid + " ended while its pages were examined");
        }
        try (Fd pagemap = linux.files().adopt(opened, "open", "/proc/" + pid + "/pagemap");
                Arena arena = new Arena()) {
            ResidentPages pages = new ResidentPages();
            OwnPageScan scan = new OwnPageScan(linux, arena, REGIONS, 0, PAGE_IS_GUARD | rule.asked());
            boolean guards = true;
            long next = 0;
            while (next < END_OF_USER_SPACE) {
                Result found = scan.scan(pagemap, next, END_OF_USER_SPACE);
                if (found.failedWith(Errno.ENOTTY)) {
                    PagemapEntries.addTo(pages, linux, pid, pagemap, rule);
                    return pages;
                }
                if (found.failedWith(Errno.EINVAL) && guards) {
                    guards = false; // a kernel before 6.15 does not know them
                    scan.returning(rule.asked());
                    continue;
                }
                int count = count(found, pid);
                pages.add(scan, count, rule);
                next = scan.next(count);
            }
            return pages;
        }
    }

    private static int count(Result found, int pid) {
        if (!found.ok()) {
            throw new KernelRefused("ioctl(PAGEMAP_SCAN)", "process " + pid, found.errno());
        }
        return (int) found.raw();
    }

    private void add(OwnPageScan scan, int count, Unchanged rule) {
        for (int i = 0; i < count; i++) {
            long start = scan.start(i);
            long end = scan.end(i);
            long categories = scan.categories(i);
            if ((categories & PAGE_IS_GUARD) != 0) {
                guards.add(new Guard(start, end));
            } else {
                add(start, end, rule.judge(categories));
            }
        }
    }

    void add(long start, long end, byte verdict) {
        if (size > 0 && ends[size - 1] == start && verdicts[size - 1] == verdict) {
            ends[size - 1] = end;
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            verdicts = Arrays.copyOf(verdicts, size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        verdicts[size] = verdict;
        size++;
    }

    /**
     * Whether the pages of a run are known to be as they were.
     *
     * @param anonymous no file is behind them
     */
    public boolean unchanged(int run, boolean anonymous) {
        return verdicts[run] == Unchanged.UNCHANGED || (anonymous && verdicts[run] == Unchanged.UNLESS_OF_FILE);
    }

    /** Number of runs; neighbours are one unless they differ in what is known of them. */
    public int runs() {
        return size;
    }

    public long start(int run) {
        return starts[run];
    }

    public long end(int run) {
        return ends[run];
    }

    /** Bytes of all runs. */
    public long bytes() {
        long bytes = 0;
        for (int run = 0; run < size; run++) {
            bytes += ends[run] - starts[run];
        }
        return bytes;
    }

    /** The first run that ends behind {@code address}; {@link #runs} if none does. */
    public int firstEndingAfter(long address) {
        int found = Arrays.binarySearch(ends, 0, size, address + 1);
        return found < 0 ? -found - 1 : found;
    }

    public List<Guard> guards() {
        return List.copyOf(guards);
    }
}
