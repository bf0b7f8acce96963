package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.trace.RemoteProcess;
import java.util.ArrayList;
import java.util.List;

/**
 * Our own scratch memory in a process under examination: no part of its state. The kernel may have merged it with an
 * anonymous neighbour of the process's own.
 */
final class ScratchMemory {
    private ScratchMemory() {}

    /** What of {@code area} is not scratch memory, at most two pieces. */
    static List<MemoryArea> without(MemoryArea area, long scratch) {
        long scratchEnd = scratch + RemoteProcess.SCRATCH;
        if (area.inode() != 0 || area.end() <= scratch || area.start() >= scratchEnd) {
            return List.of(area);
        }
        List<MemoryArea> rest = new ArrayList<>();
        if (area.start() < scratch) {
            rest.add(piece(area, area.start(), scratch));
        }
        if (area.end() > scratchEnd) {
            rest.add(piece(area, scratchEnd, area.end()));
        }
        return rest;
    }

    private static MemoryArea piece(MemoryArea area, long start, long end) {
        return new MemoryArea(
                start,
                end,
                area.protection(),
                area.shared(),
                area.offset(),
                area.device(),
                area.inode(),
                area.name(),
                area.flags(),
                area.protectionKey());
    }
}
