package dev.stasis.engine.pages;

import static dev.stasis.image.pages.PageFlags.LAZY;
import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PARENT;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is to be written of a process's pages, decided while it stands still: copying them may come later, from it or from
 * a copy of it.
 */
public final class PagePlan {
    /** A run of pages that have the same flags and are read the same way. */
    record Run(long start, long end, int flags, boolean readable, boolean vdso) {
        long pages() {
            return (end - start) / PAGE_SIZE;
        }

        boolean stored() {
            return (flags & PRESENT) != 0;
        }
    }

    private final int pid;
    private final ResidentPages resident;
    private final ParentPages parent;
    private final int lazyFlags;
    private final TreeSet<Long> stackPages = new TreeSet<>();
    private final List<Run> runs = new ArrayList<>();
    private long inParent;
    private long stored;
    private long left;

    private PagePlan(int pid, ResidentPages resident, ParentPages parent, int lazyFlags) {
        this.pid = pid;
        this.lazyFlags = lazyFlags;
        this.resident = resident;
        this.parent = parent;
    }

    /**
     * Decides.
     *
     * @param areas by ascending address
     * @param resident its pages, and which of them are as they were when the parent set was made
     * @param lazyFlags of pages that may be brought later: LAZY, and PRESENT unless they stay with the process
     */
    static PagePlan of(
            FrozenProcess process, List<PageArea> areas, ResidentPages resident, ParentPages parent, int lazyFlags) {
        PagePlan plan = new PagePlan(process.pid(), resident, parent, lazyFlags);
        process.threads()
                .forEach(thread -> plan.stackPages.add(thread.state().here().get(Registers.RSP) & -(long) PAGE_SIZE));
        areas.forEach(plan::add);
        return plan;
    }

    private void add(PageArea area) {
        if (area.vdso()) {
            add(area.start(), area.end(), PRESENT, area);
            return;
        }
        for (int run = resident.firstEndingAfter(area.start());
                run < resident.runs() && resident.start(run) < area.end();
                run++) {
            long start = Math.max(resident.start(run), area.start());
            long end = Math.min(resident.end(run), area.end());
            if (resident.unchanged(run, area.anonymous())) {
                parent.cut(start, end, (from, to, there) -> {
                    if (there) {
                        runs.add(new Run(from, to, PARENT, area.readable(), false));
                        inParent += (to - from) / PAGE_SIZE;
                    } else {
                        addChanged(from, to, area);
                    }
                });
            } else {
                addChanged(start, end, area);
            }
        }
    }

    /** A page in which a thread has its stack is wanted at once, whatever else is brought later. */
    private void addChanged(long start, long end, PageArea area) {
        if (!area.mayBeLate()) {
            add(start, end, PRESENT, area);
            return;
        }
        long at = start;
        for (long stackPage : stackPages.subSet(start, end)) {
            addLazy(at, stackPage, area);
            add(stackPage, stackPage + PAGE_SIZE, PRESENT, area);
            at = stackPage + PAGE_SIZE;
        }
        addLazy(at, end, area);
    }

    private void addLazy(long start, long end, PageArea area) {
        if (start < end) {
            add(start, end, lazyFlags, area);
        }
    }

    private void add(long start, long end, int flags, PageArea area) {
        Run run = new Run(start, end, flags, area.readable(), area.vdso());
        runs.add(run);
        if (run.stored()) {
            stored += run.pages();
        } else {
            left += run.pages();
        }
    }

    public int pid() {
        return pid;
    }

    List<Run> runs() {
        return runs;
    }

    /** Bytes to be copied. */
    public long storedBytes() {
        return stored * PAGE_SIZE;
    }

    PageCounts counts() {
        long lazy = runs.stream()
                .filter(run -> !run.stored() && (run.flags & LAZY) != 0)
                .mapToLong(Run::pages)
                .sum();
        return new PageCounts(stored + left + inParent, inParent, stored, lazy, 0, 0, 0);
    }
}
