package dev.stasis.engine.resource.task.rseq;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Registers the area. Requires: its memory is there; from then on the kernel writes to it. */
public final class RseqRestorer implements TaskRestorer<Rseq> {
    @Override
    public void restore(Rseq value, ThreadUnderRestore thread) {
        if (value.registered()) {
            thread.task()
                    .add(
                            "rseq of the area at " + value.area(),
                            Nr.RSEQ,
                            value.area().value(),
                            value.length(),
                            0,
                            value.signature());
        }
    }
}
