package dev.stasis.engine.resource.task.segment;

import dev.stasis.engine.kernel.abi.Ptrace;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.trace.Tracee;

/** Fills the slots that were in use. */
public final class SegmentsRestorer implements TaskRestorer<Segments> {
    @Override
    public void restore(Segments value, ThreadUnderRestore thread) {
        Tracee tracee = thread.task().tracee();
        for (Segments.Segment segment : value.slots()) {
            if (segment.present()) {
                set(tracee, segment);
            }
        }
    }

    private static void set(Tracee tracee, Segments.Segment segment) {
        try (Arena arena = new Arena()) {
            Block slot = arena.allocate(SegmentsDumper.USER_DESC)
                    .putInt(0, segment.number())
                    .putInt(4, segment.base())
                    .putInt(8, segment.limit())
                    .putInt(12, segment.flags());
            tracee.request(Ptrace.PTRACE_SET_THREAD_AREA, segment.number(), slot.address())
                    .orThrow("ptrace(SET_THREAD_AREA)", "slot " + segment.number() + " of " + tracee);
        }
    }
}
