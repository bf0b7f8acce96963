package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes the pages of a tree into a {@link PageStore}: {@link #reserve} before the freeze; within it a {@link #plan} for each
 * process; {@link #write} within it or, from what has the same memory, after it.
 */
public final class PageDump {
    private final Linux linux;
    private final PageStore store;
    private final int lazyFlags;
    private PageCounts counts = PageCounts.NONE;
    private long writeNanos;

    public PageDump(Linux linux, PageStore store) {
        this(linux, store, false);
    }

    /** @param leaving pages that may be brought later stay with the processes, and are only announced in the image set */
    public PageDump(Linux linux, PageStore store, boolean leaving) {
        this.linux = linux;
        this.store = store;
        this.lazyFlags = leaving ? PageFlags.LAZY : PageFlags.LAZY | PageFlags.PRESENT;
    }

    /**
     * Makes room for the pages that the processes have now. Processes that are not among them, or grow, are dumped all the
     * same, only slower.
     *
     * @param pids running processes that will belong to the tree
     */
    public void reserve(Collection<Integer> pids) throws IOException {
        MemoryBudget budget = MemoryBudget.now();
        for (int pid : pids) {
            store.reserve(PageOwner.task(pid), budget.take(MemoryBudget.privateBytes(pid)));
        }
    }

    /**
     * Decides what to write of a process that stands still.
     *
     * @param resident its pages, as {@link dev.stasis.engine.resource.memory.AddressSpaceDumper#resident} has them
     */
    public PagePlan plan(FrozenProcess process, AddressSpace space, ResidentPages resident) throws IOException {
        return expected(PagePlan.of(
                process,
                space.mappings().stream()
                        .filter(PageArea::has)
                        .map(PageArea::of)
                        .toList(),
                resident,
                store.parent(PageOwner.task(process.pid())),
                lazyFlags));
    }

    /** As the other, when only its memory is saved: {@code areas} are those whose pages are its own. */
    public PagePlan plan(FrozenProcess process, List<MemoryArea> areas, ResidentPages resident) throws IOException {
        return expected(PagePlan.of(
                process,
                areas.stream().map(PageArea::of).toList(),
                resident,
                store.parent(PageOwner.task(process.pid())),
                lazyFlags));
    }

    private PagePlan expected(PagePlan plan) {
        store.expect(plan.storedBytes());
        return plan;
    }

    /** Writes the pages of a process that stands still. */
    public void write(PagePlan plan) throws IOException {
        write(plan, plan.pid(), LostPages.REFUSE);
    }

    /**
     * Writes the pages of a process.
     *
     * @param source pid of the process whose memory is read: that of the plan, or a copy of it
     */
    public void write(PagePlan plan, int source, LostPages lost) throws IOException {
        write(plan, source, lost, HeldPages.NONE);
    }

    /** Reads those pages of a process that stands still that lie in {@code mappings}, to be written later. */
    public HeldPages hold(PagePlan plan, List<Mapping> mappings) throws IOException {
        return HeldPages.read(linux, plan, mappings);
    }

    /** As the other, with pages that {@code source} does not have. */
    public void write(PagePlan plan, int source, LostPages lost, HeldPages held) throws IOException {
        long start = System.nanoTime();
        try (PageSink sink = store.open(PageOwner.task(plan.pid()))) {
            PageTransfer.write(linux, plan, sink, source, lost, held);
        }
        counts = counts.plus(plan.counts());
        writeNanos += System.nanoTime() - start;
    }

    /** Writes the pages of all shared memories. */
    public void writeShared(KeptMemories memories) throws IOException {
        long start = System.nanoTime();
        for (Map.Entry<Long, KeptMemories.Kept> entry : memories.all().entrySet()) {
            KeptMemories.Kept kept = entry.getValue();
            counts = counts.plus(SharedMemoryDump.write(linux, store, entry.getKey(), kept.memory(), kept.size()));
        }
        writeNanos += System.nanoTime() - start;
    }

    /** All is written: the pages are where they should be when this returns. */
    public void finish() throws IOException {
        long start = System.nanoTime();
        store.finish();
        writeNanos += System.nanoTime() - start;
    }

    /** What was written so far. */
    public PageCounts counts() {
        return counts;
    }

    /** How long the writing took so far. */
    public long writeNanos() {
        return writeNanos;
    }
}
