package dev.stasis.engine.resource.task.rseq;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.ThreadState.RseqArea;

/** Takes what was captured when the thread was stopped. */
public final class RseqDumper implements TaskDumper<Rseq> {
    @Override
    public Rseq dump(ThreadUnderDump thread) {
        RseqArea area = thread.thread().state().rseq();
        return area == null ? Rseq.NONE : new Rseq(area.pointer(), area.length(), area.signature());
    }
}
