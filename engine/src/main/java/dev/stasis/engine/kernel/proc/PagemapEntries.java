package dev.stasis.engine.kernel.proc;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PRESENT;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SOFT_DIRTY;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SWAPPED;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;

/**
 * The words of /proc/PID/pagemap, one for each page: how pages are found where there is no PAGEMAP_SCAN, before Linux 6.7.
 * Slower, and untouched memory counts too.
 */
final class PagemapEntries {
    private static final long PAGE = 4096;
    private static final int PAGES_A_READ = 1 << 16;
    private static final long PRESENT = 1L << 63;
    private static final long SWAPPED = 1L << 62;
    /** Of a file, or of shared anonymous memory; since Linux 3.5. */
    private static final long OF_FILE = 1L << 61;

    private static final long SOFT_DIRTY = 1L << 55;
    private static final long FRAME = (1L << 55) - 1;

    private final Linux linux;
    private final int pid;
    private final Fd pagemap;
    private final Block words;
    private final long zeroFrame;

    private PagemapEntries(Linux linux, int pid, Fd pagemap, Block words) {
        this.linux = linux;
        this.pid = pid;
        this.pagemap = pagemap;
        this.words = words;
        this.zeroFrame = zeroFrame(linux);
    }

    /** Adds the pages of a process that are in its private mappings to {@code found}. */
    static void addTo(ResidentPages found, Linux linux, int pid, Fd pagemap, Unchanged rule) {
        try (Arena arena = new Arena()) {
            PagemapEntries entries = new PagemapEntries(linux, pid, pagemap, arena.allocate((long) PAGES_A_READ * 8));
            for (MemoryArea area : Smaps.read(pid)) {
                boolean kernels =
                        area.has("io") || area.has("pf") || area.name().equals("[vsyscall]");
                if (!area.shared() && !kernels) {
                    entries.add(area, found, rule);
                }
            }
        }
    }

    private void add(MemoryArea area, ResidentPages found, Unchanged rule) {
        long at = area.start();
        while (at < area.end()) {
            long pages = Math.min(PAGES_A_READ, (area.end() - at) / PAGE);
            long read = linux.files()
                    .pread(pagemap, words.slice(0, pages * 8), at / PAGE * 8)
                    .orThrow("read of pagemap", "process " + pid);
            if (read < 8) {
                throw new TaskGone("process " + pid + " ended while its pages were examined");
            }
            for (long i = 0; i < read / 8; i++) {
                long word = words.getLong(i * 8);
                if (isOwn(word)) {
                    found.add(at + i * PAGE, at + (i + 1) * PAGE, verdict(word, rule));
                }
            }
            at += read / 8 * PAGE;
        }
    }

    /** Of all notes only the soft-dirty bit is in the words. */
    private static byte verdict(long word, Unchanged rule) {
        if (!rule.softDirty()) {
            return Unchanged.CHANGED;
        }
        long present = (word & PRESENT) != 0 ? PAGE_IS_PRESENT : PAGE_IS_SWAPPED;
        return rule.judge(present | ((word & SOFT_DIRTY) != 0 ? PAGE_IS_SOFT_DIRTY : 0));
    }

    private boolean isOwn(long word) {
        if ((word & OF_FILE) != 0) {
            return false;
        }
        if ((word & PRESENT) != 0) {
            return zeroFrame == 0 || (word & FRAME) != zeroFrame;
        }
        return (word & SWAPPED) != 0;
    }

    /** The frame of the shared page of zeros; 0 when the kernel tells no frames (it does with CAP_SYS_ADMIN). */
    private static long zeroFrame(Linux linux) {
        Block page = linux.memory().mapAnonymous(PAGE, 1);
        try (Fd own = linux.files().open("/proc/self/pagemap", 0, 0);
                Arena arena = new Arena()) {
            page.getByte(0);
            Block word = arena.allocate(8);
            linux.files().pread(own, word, page.address() / PAGE * 8).orThrow("read of pagemap", "this process");
            return word.getLong(0) & FRAME;
        } finally {
            linux.memory().unmap(page);
        }
    }
}
