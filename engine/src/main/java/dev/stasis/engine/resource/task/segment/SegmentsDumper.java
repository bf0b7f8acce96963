package dev.stasis.engine.resource.task.segment;

import dev.stasis.engine.kernel.abi.Ptrace;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.Tracee;
import java.util.ArrayList;
import java.util.List;

/** Asks for each slot by ptrace. */
public final class SegmentsDumper implements TaskDumper<Segments> {
    static final int USER_DESC = 16;

    @Override
    public Segments dump(ThreadUnderDump thread) {
        List<Segments.Segment> slots = new ArrayList<>();
        for (int i = 0; i < Segments.COUNT; i++) {
            slots.add(read(thread.thread().tracee(), Segments.FIRST_SLOT + i));
        }
        return new Segments(slots);
    }

    private static Segments.Segment read(Tracee tracee, int number) {
        try (Arena arena = new Arena()) {
            Block slot = arena.allocate(USER_DESC);
            if (!tracee.request(Ptrace.PTRACE_GET_THREAD_AREA, number, slot.address())
                    .ok()) {
                return Segments.Segment.empty(number);
            }
            // The high bits say nothing: of eight only seven are defined for 32-bit code.
            return new Segments.Segment(number, slot.getInt(4), slot.getInt(8), slot.getInt(12) & 0x7f);
        }
    }
}
