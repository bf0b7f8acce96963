package dev.stasis.engine.kernel.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
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
        assertEquals(List.of(2L, 3L, 10L), within(ResidentPages.scan(linux, own)));
    }

    @Test
    void findsTheSameWithoutTheScan() {
        touch();
        assertEquals(List.of(2L, 3L, 10L), within(ResidentPages.read(linux, own, ResidentPages.Unchanged.UNKNOWN)));
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
        assertEquals(List.of(2L, 10L), within(pages));
        assertTrue(pages.guards()
                .contains(new ResidentPages.Guard(memory.address() + 3 * PAGE, memory.address() + 5 * PAGE)));
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
