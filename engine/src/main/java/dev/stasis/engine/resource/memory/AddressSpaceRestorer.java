package dev.stasis.engine.resource.memory;

import static dev.stasis.engine.kernel.abi.Mman.MADV_GUARD_INSTALL;
import static dev.stasis.engine.kernel.abi.Mman.MAP_ANONYMOUS;
import static dev.stasis.engine.kernel.abi.Mman.MAP_DROPPABLE;
import static dev.stasis.engine.kernel.abi.Mman.MAP_FIXED_NOREPLACE;
import static dev.stasis.engine.kernel.abi.Mman.MAP_GROWSDOWN;
import static dev.stasis.engine.kernel.abi.Mman.MAP_HUGETLB;
import static dev.stasis.engine.kernel.abi.Mman.MAP_NORESERVE;
import static dev.stasis.engine.kernel.abi.Mman.MAP_PRIVATE;
import static dev.stasis.engine.kernel.abi.Mman.MAP_SHARED;
import static dev.stasis.engine.kernel.abi.Mman.MLOCK_ONFAULT;
import static dev.stasis.engine.kernel.abi.Mman.PROT_WRITE;

import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.PageFill;
import dev.stasis.engine.pages.ProgressMeter;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.restore.LentFiles;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.PageSegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Makes the memory of a task: the vDSO where it was, every mapping at its address, the pages, and last what must not be
 * there while pages are filled: protections without writing, advice, guards, locks.
 */
public final class AddressSpaceRestorer {
    private static final int KEPT_FLAGS =
            MAP_SHARED | MAP_PRIVATE | MAP_DROPPABLE | MAP_ANONYMOUS | MAP_GROWSDOWN | MAP_NORESERVE;

    private final RestoreTask task;
    private final AddressSpace space;
    private final FileRestore files;
    private final ImageDirectory set;
    private final Linux linux;
    private final List<PageSegment> segments;
    private final Set<Mapping> filled = new HashSet<>();
    private final boolean leaveLate;
    private final Set<Mapping> late = new LinkedHashSet<>();

    private AddressSpaceRestorer(
            RestoreTask task, AddressSpace space, FileRestore files, ImageDirectory set, long pid, boolean leaveLate) {
        this.task = task;
        this.space = space;
        this.files = files;
        this.set = set;
        this.linux = files.linux();
        this.segments = PageChain.open(set, ImageType.PAGEMAP, pid).locateAll();
        this.leaveLate = leaveLate;
    }

    /** As the other, with the pages of the task's own pid. */
    public static long restore(RestoreTask leader, AddressSpace space, FileRestore files, ImageDirectory set) {
        return restore(leader, space, files, set, leader.tid());
    }

    /**
     * Makes the memory of a process.
     *
     * <p>Requires: the task has no mapping but the stub's, which lies where the image has none.
     *
     * @param leader the task, with no threads yet
     * @param set where the pages are
     * @param pid number of the pagemap in it
     * @return how many pages were read into private memory
     */
    public static long restore(
            RestoreTask leader, AddressSpace space, FileRestore files, ImageDirectory set, long pid) {
        return new AddressSpaceRestorer(leader, space, files, set, pid, false)
                .restore()
                .pages();
    }

    /**
     * As {@link #restore}, but leaves out the pages that may be brought later. Until those are waited for, the task must
     * not touch them: it would find zeros.
     */
    public static Memory restoreWithoutLatePages(
            RestoreTask leader, AddressSpace space, FileRestore files, ImageDirectory set) {
        return new AddressSpaceRestorer(leader, space, files, set, leader.tid(), true).restore();
    }

    /**
     * What was made.
     *
     * @param pages read into private memory
     * @param late mappings that lack pages
     */
    public record Memory(long pages, List<Mapping> late) {
        public Memory {
            late = List.copyOf(late);
        }
    }

    /**
     * Tells the kernel where the program's parts lie, how long its heap is, and which file it runs.
     *
     * <p>Requires: {@link #restore} is done, and nothing of the program that the task ran before is mapped.
     *
     * @param executable descriptor of the program in the task, or -1 to leave that as it is
     */
    public static void applyMm(RestoreTask task, AddressSpace space, int executable) {
        ProgramBounds.restore(task, space, executable);
    }

    /** Queues what decides who may trace the process and whether it dumps core; changing credentials resets it. */
    public static void applyDumpable(RestoreTask task, AddressSpace space) {
        ProgramBounds.restoreDumpable(task, space);
    }

    private Memory restore() {
        space.mappings().forEach(this::refuseWhatCannotBeMade);
        LockedMemory.check(space.mappings(), task.tid());
        assignPages();
        if (!late.isEmpty()) {
            // A huge page that comes with a page filled here would fill its neighbours, which are still to come, with
            // zeros.
            task.call("prctl(PR_SET_THP_DISABLE)", Nr.PRCTL, Prctl.PR_SET_THP_DISABLE, 1, 0, 0, 0);
        }
        Vdso vdso = new Vdso(task, space.mappings());
        vdso.check(linux, segments);
        vdso.restore();
        try (LentFiles lent = new LentFiles(task, linux);
                MappedFile mapped = new MappedFile(files);
                PageFill fill = new PageFill(task, linux, lent, meter())) {
            space.mappings().forEach(mapping -> map(mapping, lent, mapped));
            task.run();
            fillPages(fill);
            filled.forEach(this::protect);
            space.mappings().forEach(this::advise);
            space.mappings().forEach(this::guard);
            space.mappings().forEach(this::lock);
            task.run();
            return new Memory(fill.pages(), List.copyOf(late));
        }
    }

    private void refuseWhatCannotBeMade(Mapping mapping) {
        String what = switch (mapping.kind()) {
            case SYSV_SEGMENT -> "a System V segment";
            case AIO_RING -> "a ring of io_setup(2)";
            case PACKET_RING -> "a ring of a packet socket";
            case SHADOW_STACK -> "a shadow stack";
            default -> (mapping.flags() & MAP_HUGETLB) != 0 ? "memory of huge pages" : "";
        };
        if (!what.isEmpty()) {
            throw new Unsupported("cannot restore process " + task.tid() + ": its memory " + mapping.range() + " is "
                    + what + ", which cannot be made again yet");
        }
    }

    /** Finds which mappings have pages, and that every page is in one. */
    private void assignPages() {
        int next = 0;
        for (PageSegment segment : segments) {
            long at = segment.address();
            while (at < segment.end()) {
                while (next < space.mappings().size()
                        && space.mappings().get(next).end() <= at) {
                    next++;
                }
                Mapping mapping =
                        next < space.mappings().size() ? space.mappings().get(next) : Mapping.guard(0, 0);
                if (mapping.start() > at || mapping.kind() == MappingKind.GUARD) {
                    throw outside(at);
                }
                if (isLate(segment, mapping)) {
                    late.add(mapping);
                } else if (mapping.mayHavePages()) {
                    filled.add(mapping);
                } else if (mapping.kind() != MappingKind.VDSO) {
                    throw outside(at);
                }
                at = mapping.end();
            }
        }
    }

    private boolean isLate(PageSegment segment, Mapping mapping) {
        return leaveLate && segment.lazy() && mapping.mayBeLate();
    }

    private ImageDamaged outside(long address) {
        return new ImageDamaged("the pagemap of process " + task.tid() + " has pages at 0x" + Long.toHexString(address)
                + ", where its image has no private memory");
    }

    private void map(Mapping mapping, LentFiles lent, MappedFile mapped) {
        int descriptor = switch (mapping.kind()) {
            case ANONYMOUS, HEAP -> -1;
            case FILE, MEMORY_FILE -> lent.number(mapped.open(mapping));
            case SHARED_ANONYMOUS ->
                lent.number(SharedMemories.of(files)
                        .open(linux, set, mapping.object(), mapping.offset() + mapping.length()));
            default -> Integer.MIN_VALUE;
        };
        if (descriptor == Integer.MIN_VALUE) {
            return;
        }
        int flags = mapping.flags() & KEPT_FLAGS & (descriptor < 0 ? -1 : ~MAP_ANONYMOUS);
        int protection = filled.contains(mapping) ? mapping.protection() | PROT_WRITE : mapping.protection();
        task.add(
                "mmap of " + mapping.range(),
                Nr.MMAP,
                mapping.start(),
                mapping.length(),
                protection,
                flags | MAP_FIXED_NOREPLACE,
                descriptor,
                descriptor < 0 ? 0 : mapping.offset());
    }

    /** One for all processes of the tree; without a restore that has begun one, nobody listens. */
    private ProgressMeter meter() {
        return files.shared(
                ProgressMeter.class,
                () -> ProgressMeter.start(ProgressListener.SILENT, "fill memory", OptionalLong.empty()));
    }

    private void fillPages(PageFill fill) {
        List<PageSegment> parts = new ArrayList<>();
        int next = 0;
        for (PageSegment segment : segments) {
            long at = segment.address();
            while (at < segment.end()) {
                while (space.mappings().get(next).end() <= at) {
                    next++;
                }
                Mapping mapping = space.mappings().get(next);
                long end = Math.min(segment.end(), mapping.end());
                if (mapping.kind() != MappingKind.VDSO && !isLate(segment, mapping)) {
                    parts.add(part(segment, at, end));
                }
                at = end;
            }
        }
        fill.expect(parts.stream().mapToLong(PageSegment::length).sum());
        parts.forEach(fill::add);
        fill.finish();
    }

    private PageSegment part(PageSegment segment, long from, long to) {
        if (!segment.isStored()) {
            throw new Unsupported("pages of process " + task.tid() + " at 0x" + Long.toHexString(from)
                    + " are not in the image set but with the host that dumped it; restore with --lazy-pages");
        }
        return new PageSegment(
                from,
                (to - from) / 4096,
                segment.lazy(),
                segment.pagesFile(),
                segment.offset() + from - segment.address());
    }

    private void protect(Mapping mapping) {
        if ((mapping.protection() & PROT_WRITE) == 0) {
            task.add(
                    "mprotect of " + mapping.range(),
                    Nr.MPROTECT,
                    mapping.start(),
                    mapping.length(),
                    mapping.protection());
        }
    }

    private void advise(Mapping mapping) {
        if (mapping.kind() == MappingKind.VVAR
                || mapping.kind() == MappingKind.VDSO
                || mapping.kind() == MappingKind.VSYSCALL) {
            return; // they come with their advice
        }
        for (long rest = mapping.advice(); rest != 0; rest &= rest - 1) {
            int advice = Long.numberOfTrailingZeros(rest);
            task.add(
                    "madvise(" + advice + ") of " + mapping.range(),
                    Nr.MADVISE,
                    mapping.start(),
                    mapping.length(),
                    advice);
        }
    }

    private void guard(Mapping mapping) {
        if (mapping.kind() == MappingKind.GUARD) {
            task.add(
                    "madvise(GUARD_INSTALL) of " + mapping.range(),
                    Nr.MADVISE,
                    mapping.start(),
                    mapping.length(),
                    MADV_GUARD_INSTALL);
        }
    }

    /** Locking brings all pages in, unless they were locked on fault: last, and after the pages have their contents. */
    private void lock(Mapping mapping) {
        if (mapping.locked()) {
            task.add(
                    "mlock2 of " + mapping.range(),
                    Nr.MLOCK2,
                    mapping.start(),
                    mapping.length(),
                    mapping.lockedOnFault() ? MLOCK_ONFAULT : 0);
        }
    }
}
