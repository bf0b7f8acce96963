package dev.stasis.engine.kernel.proc;

import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_PRESENT;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_SWAPPED;
import static dev.stasis.engine.kernel.abi.PagemapScan.PAGE_IS_WRITTEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResidentPagesTest {
    private static final long PAGE = 4096;

    private final Linux linux = Linux.real();
    private final int own = linux.processes().ownPid();
    private final Block memory = linux.memory().mapAnonymous(64 * PAGE, 3);

    @AfterEach
    void unmap() {
        linux.memory().unmap(memory);
    }

    @Test
    void findsWrittenPagesAndNotThoseOnlyRead() {
        touch();
        List<Long> expected = touched(2L, 3L, 10L);
        assertEquals(expected, within(ResidentPages.scan(linux, own)));
    }

    @Test
    void findsTheSameWithoutTheScan() {
        touch();
        assertEquals(touched(2L, 3L, 10L), within(ResidentPages.read(linux, own, ResidentPages.Unchanged.UNKNOWN)));
    }

    @Test
    void tellsGuardsFromPages() {
        touch();
        assumeTrue(
                linux.memory()
                        .advise(memory.address() + 3 * PAGE, 2 * PAGE, Mman.MADV_GUARD_INSTALL)
                        .ok(),
                "this kernel has no guard ranges");
        ResidentPages pages = ResidentPages.scan(linux, own);
        assertEquals(touched(2L, 10L), within(pages));
        assertTrue(pages.guards()
                .contains(new ResidentPages.Guard(memory.address() + 3 * PAGE, memory.address() + 5 * PAGE)));
    }

    /** After 512 regions the kernel leaves a wrong end of its walk. */
    @Test
    void manyRunsComeOnceEachByAscendingAddress() {
        Block scattered = linux.memory().mapAnonymous(4096 * PAGE, 3);
        try {
            linux.memory().advise(scattered.address(), scattered.size(), Mman.MADV_NOHUGEPAGE);
            for (long page = 0; page < 4096; page += 3) {
                scattered.putByte(page * PAGE, (byte) 1);
            }
            ResidentPages pages = ResidentPages.scan(linux, own);
            long within = 0;
            for (int run = 0; run < pages.runs(); run++) {
                assertTrue(run == 0 || pages.start(run) >= pages.end(run - 1), "run " + run + " goes back");
                long start = Math.max(pages.start(run), scattered.address());
                long end = Math.min(pages.end(run), scattered.address() + scattered.size());
                within += Math.max(0, end - start) / PAGE;
            }
            assertEquals(4096 / 3 + 1, within);
        } finally {
            linux.memory().unmap(scattered);
        }
    }

    @Test
    void whatIsNotInMemoryCountsAsUnchangedOnlyWhereNoFileIsBehindIt() {
        Unchanged rule = new Unchanged(PAGE_IS_WRITTEN, 0);
        assertEquals(Unchanged.UNCHANGED, rule.judge(PAGE_IS_PRESENT));
        assertEquals(Unchanged.CHANGED, rule.judge(PAGE_IS_PRESENT | PAGE_IS_WRITTEN));
        assertEquals(Unchanged.CHANGED, rule.judge(PAGE_IS_SWAPPED | PAGE_IS_WRITTEN));
        assertEquals(Unchanged.UNLESS_OF_FILE, rule.judge(PAGE_IS_SWAPPED));
        assertEquals(Unchanged.CHANGED, Unchanged.UNKNOWN.judge(PAGE_IS_PRESENT));
    }

    /** Of the pages that are touched, those that must be found. */
    private List<Long> touched(Long... written) {
        List<Long> found = new ArrayList<>(List.of(written));
        if (!ZeroPage.isShared(linux)) {
            found.add(20L);
        }
        return found;
    }

    private void touch() {
        linux.memory().advise(memory.address(), memory.size(), Mman.MADV_NOHUGEPAGE);
        memory.putByte(2 * PAGE, (byte) 1);
        memory.putByte(3 * PAGE, (byte) 1);
        memory.putByte(10 * PAGE, (byte) 1);
        memory.getByte(20 * PAGE);
    }

    private List<Long> within(ResidentPages pages) {
        List<Long> numbers = new ArrayList<>();
        for (int run = pages.firstEndingAfter(memory.address());
                run < pages.runs() && pages.start(run) < memory.address() + memory.size();
                run++) {
            long end = Math.min(pages.end(run), memory.address() + memory.size());
            for (long at = Math.max(pages.start(run), memory.address()); at < end; at += PAGE) {
                numbers.add((at - memory.address()) / PAGE);
            }
        }
        return numbers;
    }
}
