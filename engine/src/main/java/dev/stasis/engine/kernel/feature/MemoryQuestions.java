package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.ArchPrctl;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Memfd;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.PagemapScan;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/** About memory and what is known of it. */
final class MemoryQuestions {
    private static final int SOFT_DIRTY_BIT = 55;
    /** struct pm_scan_arg of linux/fs.h. */
    private static final int PM_SCAN_ARG = 96;

    private static final int NONCOOPERATIVE = Userfaultfd.UFFD_FEATURE_EVENT_FORK
            | Userfaultfd.UFFD_FEATURE_EVENT_REMAP
            | Userfaultfd.UFFD_FEATURE_EVENT_REMOVE
            | Userfaultfd.UFFD_FEATURE_EVENT_UNMAP;
    private static final int TRACKING = Userfaultfd.UFFD_FEATURE_WP_ASYNC | Userfaultfd.UFFD_FEATURE_WP_UNPOPULATED;

    private MemoryQuestions() {}

    static Optional<String> readRemote(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            Block from = arena.allocate(8);
            return Question.refused(
                    "process_vm_readv",
                    linux.memory().readRemote(linux.processes().ownPid(), from.address(), arena.allocate(8)));
        }
    }

    static Optional<String> memoryMap(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            long size = arena.allocate(8).address();
            return Question.refused(
                    "prctl(PR_SET_MM_MAP_SIZE)",
                    new Result(linux.raw().call(Nr.PRCTL, Prctl.PR_SET_MM, Prctl.PR_SET_MM_MAP_SIZE, size, 0, 0)));
        }
    }

    /** EEXIST: this process has its vDSO already; a kernel without the request says EINVAL. */
    static Optional<String> mapVdso(Linux linux, StoppedTask task) {
        return Question.unless(
                Errno.EEXIST,
                "arch_prctl(ARCH_MAP_VDSO_64)",
                new Result(linux.raw().call(Nr.ARCH_PRCTL, ArchPrctl.ARCH_MAP_VDSO_64, 0)));
    }

    static Optional<String> softDirty(Linux linux) {
        Block page = linux.memory().mapAnonymous(MemoryCalls.PAGE, Mman.PROT_READ | Mman.PROT_WRITE);
        try (Fd pagemap = linux.files().open("/proc/self/pagemap", Fcntl.O_RDONLY, 0);
                Arena arena = new Arena()) {
            page.putByte(0, (byte) 1);
            Block entry = arena.allocate(8);
            linux.files()
                    .pread(pagemap, entry, page.address() / MemoryCalls.PAGE * 8)
                    .orThrow("pread", "/proc/self/pagemap");
            // A new mapping counts as written, where the kernel keeps the bit at all.
            boolean set = (entry.getLong(0) >>> SOFT_DIRTY_BIT & 1) != 0;
            return Question.unless(set, "the kernel has no soft-dirty bit");
        } finally {
            linux.memory().unmap(page);
        }
    }

    /** Soft-dirty bits, or userfaultfd's asynchronous write protection read by PAGEMAP_SCAN. */
    static Optional<String> dirtyTracking(Linux linux, StoppedTask task) {
        Optional<String> soft = softDirty(linux);
        if (soft.isEmpty()) {
            return Question.PRESENT;
        }
        return writeProtection(linux).map(other -> soft.get() + "; " + other);
    }

    static Optional<String> writeProtection(Linux linux) {
        return scan(linux, PagemapScan.PAGE_IS_PRESENT).or(() -> userfaultfd(linux, TRACKING));
    }

    static Optional<String> pagemapScan(Linux linux, StoppedTask task) {
        return scan(linux, PagemapScan.PAGE_IS_PRESENT);
    }

    static Optional<String> guardPages(Linux linux, StoppedTask task) {
        return scan(linux, PagemapScan.PAGE_IS_GUARD);
    }

    private static Optional<String> scan(Linux linux, long category) {
        Block page = linux.memory().mapAnonymous(MemoryCalls.PAGE, Mman.PROT_READ);
        try (Fd pagemap = linux.files().open("/proc/self/pagemap", Fcntl.O_RDONLY, 0);
                Arena arena = new Arena()) {
            Block argument = arena.allocate(PM_SCAN_ARG);
            Block regions = arena.allocate(24);
            argument.putLong(0, PM_SCAN_ARG).putLong(16, page.address());
            argument.putLong(24, page.address() + MemoryCalls.PAGE);
            argument.putLong(40, regions.address()).putLong(48, 1);
            argument.putLong(80, category).putLong(88, category);
            return Question.refused(
                    "ioctl(PAGEMAP_SCAN)", linux.files().ioctl(pagemap, PagemapScan.PAGEMAP_SCAN, argument.address()));
        } finally {
            linux.memory().unmap(page);
        }
    }

    static Optional<String> userfaultfd(Linux linux, StoppedTask task) {
        return userfaultfd(linux, 0);
    }

    static Optional<String> userfaultfdEvents(Linux linux, StoppedTask task) {
        return userfaultfd(linux, NONCOOPERATIVE);
    }

    private static Optional<String> userfaultfd(Linux linux, int features) {
        Result opened = new Result(linux.raw().call(Nr.USERFAULTFD, Fcntl.O_CLOEXEC));
        if (!opened.ok()) {
            return Question.refused("userfaultfd", opened);
        }
        try (Fd fd = linux.files().adopt(opened, "userfaultfd", "");
                Arena arena = new Arena()) {
            Block api = arena.allocate(24).putLong(0, Userfaultfd.UFFD_API).putLong(8, features);
            return Question.refused(
                    "ioctl(UFFDIO_API)", linux.files().ioctl(fd, Userfaultfd.UFFDIO_API, api.address()));
        }
    }

    static Optional<String> hugeMemfd(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            long name = arena.string("stasis-check").address();
            Result made = new Result(linux.raw().call(Nr.MEMFD_CREATE, name, Memfd.MFD_CLOEXEC | Memfd.MFD_HUGETLB));
            // ENOENT: the kernel knows huge pages, this machine has none of the default size.
            return made.failedWith(Errno.ENOENT)
                    ? Question.PRESENT
                    : FileQuestions.closed(linux, "memfd_create(MFD_HUGETLB)", made);
        }
    }
}
