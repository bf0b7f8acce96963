package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.resource.memory.MappingKind;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.PagemapWriter;
import java.io.IOException;
import java.util.TreeSet;

/** Writes the pages of one process, mapping by mapping. */
final class ProcessPages {
    private static final long PAGE = PageFlags.PAGE_SIZE;
    private static final int STORED = PageFlags.PRESENT;
    private static final int STORED_LAZY = PageFlags.PRESENT | PageFlags.LAZY;

    private final ResidentPages resident;
    private final PagemapWriter map;
    private final PageCopy copy;
    private final PagesFile file;
    private final TreeSet<Long> stackPages = new TreeSet<>();
    private long lazy;

    private ProcessPages(ResidentPages resident, PagemapWriter map, PageCopy copy, PagesFile file) {
        this.resident = resident;
        this.map = map;
        this.copy = copy;
        this.file = file;
    }

    static PageCounts write(
            Linux linux,
            ImageSetWriter set,
            long pagesId,
            PagesFile file,
            FrozenProcess process,
            AddressSpace space,
            ResidentPages resident)
            throws IOException {
        try (PagemapWriter map = set.pagemap(ImageType.PAGEMAP, process.pid(), pagesId);
                PageCopy copy = new PageCopy(linux, process.pid(), file)) {
            ProcessPages pages = new ProcessPages(resident, map, copy, file);
            process.threads()
                    .forEach(
                            thread -> pages.stackPages.add(thread.state().here().get(Registers.RSP) & -PAGE));
            for (Mapping mapping : space.mappings()) {
                pages.write(mapping);
            }
            copy.finish();
            return new PageCounts(map.storedPages(), map.storedPages(), pages.lazy, 0, 0);
        }
    }

    private void write(Mapping mapping) throws IOException {
        if (mapping.kind() == MappingKind.VDSO) {
            writeVdso(mapping);
        } else if (mapping.mayHavePages() && (mapping.flags() & Mman.MAP_DROPPABLE) == 0) {
            boolean mayBeLate = mapping.anonymous() && !mapping.locked();
            for (int run = resident.firstEndingAfter(mapping.start());
                    run < resident.runs() && resident.start(run) < mapping.end();
                    run++) {
                long start = Math.max(resident.start(run), mapping.start());
                long end = Math.min(resident.end(run), mapping.end());
                addToMap(start, end, mayBeLate);
                if ((mapping.protection() & Mman.PROT_READ) != 0) {
                    copy.add(start, end);
                } else {
                    copy.addUnreadable(start, end);
                }
            }
        }
    }

    /** A page in which a thread has its stack is wanted at once, whatever else is brought later. */
    private void addToMap(long start, long end, boolean mayBeLate) throws IOException {
        if (!mayBeLate) {
            map.add(start, (end - start) / PAGE, STORED);
            return;
        }
        long at = start;
        for (long stackPage : stackPages.subSet(start, end)) {
            addLazy(at, stackPage);
            map.add(stackPage, 1, STORED);
            at = stackPage + PAGE;
        }
        addLazy(at, end);
    }

    private void addLazy(long start, long end) throws IOException {
        if (start < end) {
            map.add(start, (end - start) / PAGE, STORED_LAZY);
            lazy += (end - start) / PAGE;
        }
    }

    /** All of its pages, for readers that compare it with their own; without the code that we have put at its end. */
    private void writeVdso(Mapping mapping) throws IOException {
        map.add(mapping.start(), mapping.length() / PAGE, STORED);
        copy.add(mapping.start(), mapping.end());
        copy.finish();
        // Rooms are whole pages, and the code is shorter than one.
        file.clearEnd(StubSite.bytesAtEndOfVdso());
    }
}
