package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the pages of a tree: for each process pagemap-PID.img and a pages file, for each shared memory
 * pagemap-shmem-NUMBER.img and a pages file. In three steps: {@link #prepare} before the freeze, {@link #dump} and
 * {@link #dumpShared} within it, {@link #close}.
 */
public final class PageDump implements AutoCloseable {
    private final Linux linux;
    private final ImageSetWriter set;
    private final Map<Integer, Reserved> reserved = new HashMap<>();
    private PageCounts counts = PageCounts.NONE;

    private record Reserved(long pagesId, PagesFile file) {}

    private PageDump(Linux linux, ImageSetWriter set) {
        this.linux = linux;
        this.set = set;
    }

    /**
     * Makes room for the pages that the processes have now. Processes that are not among them, or grow, are dumped all the
     * same, only slower.
     *
     * @param pids running processes that will belong to the tree
     */
    public static PageDump prepare(Linux linux, ImageSetWriter set, Collection<Integer> pids) throws IOException {
        PageDump dump = new PageDump(linux, set);
        MemoryBudget budget = MemoryBudget.now();
        for (int pid : pids) {
            Reserved room = dump.open();
            room.file.reserve(budget.take(MemoryBudget.privateBytes(pid)));
            dump.reserved.put(pid, room);
        }
        return dump;
    }

    private Reserved open() throws IOException {
        long id = set.nextPagesId();
        return new Reserved(id, new PagesFile(linux, set.rawFile(ImageType.PAGES, id)));
    }

    /**
     * Writes the pages of a frozen process.
     *
     * @param resident its pages, as {@link dev.stasis.engine.resource.memory.AddressSpaceDumper#resident} has them
     */
    public void dump(FrozenProcess process, AddressSpace space, ResidentPages resident) throws IOException {
        Reserved known = reserved.remove(process.pid());
        Reserved room = known != null ? known : open();
        try (PagesFile file = room.file) {
            counts = counts.plus(ProcessPages.write(linux, set, room.pagesId, file, process, space, resident));
        }
    }

    /** Writes the pages of all shared memories. */
    public void dumpShared(KeptMemories memories) throws IOException {
        for (Map.Entry<Long, KeptMemories.Kept> entry : memories.all().entrySet()) {
            KeptMemories.Kept kept = entry.getValue();
            counts = counts.plus(SharedMemoryDump.write(linux, set, entry.getKey(), kept.memory(), kept.size()));
        }
    }

    /** What was written so far. */
    public PageCounts counts() {
        return counts;
    }

    /** Takes out what was prepared for processes that never came. */
    @Override
    public void close() throws IOException {
        for (Reserved room : reserved.values()) {
            room.file.close();
            set.discard(ImageType.PAGES, room.pagesId);
        }
        reserved.clear();
    }
}
