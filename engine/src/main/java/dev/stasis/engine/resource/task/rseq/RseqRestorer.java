package dev.stasis.engine.resource.task.rseq;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.trace.RemoteMemory;

/** Registers the area. Requires: its memory is there; from then on the kernel writes to it. */
public final class RseqRestorer implements TaskRestorer<Rseq> {
    @Override
    public void restore(Rseq value, ThreadUnderRestore thread) {
        if (value.registered()) {
            requireMemory(value, thread);
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

    /** Registering asks for no memory, but at the next return to user code the kernel writes there or kills the thread. */
    private static void requireMemory(Rseq value, ThreadUnderRestore thread) {
        RemoteMemory memory = thread.task().tracee().memory();
        if (value.length() < Rseq.SMALLEST || value.length() > Rseq.LARGEST) {
            throw new ImageDamaged("the rseq area of task " + thread.tid() + " has " + value.length()
                    + " bytes in its image; the set is damaged");
        }
        try {
            memory.write(value.area(), memory.read(value.area(), value.length()));
        } catch (KernelRefused nothingThere) {
            throw new ImageDamaged(
                    "the rseq area of task " + thread.tid() + " lies at " + value.area()
                            + ", where its images have no writable memory; the set is damaged",
                    nothingThere);
        }
    }
}
