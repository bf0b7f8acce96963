package dev.stasis.engine.resource.task.rseq;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.RseqEntry;

/** {@code thread_core.rseq_entry}, but for rseq_cs_pointer, which belongs to the registers. */
public final class RseqImage implements TaskImage<Rseq> {
    @Override
    public void write(Rseq value, CoreEntry.Builder core) {
        core.getThreadCoreBuilder()
                .getRseqEntryBuilder()
                .setRseqAbiPointer(value.area().value())
                .setRseqAbiSize(value.length())
                .setSignature(value.signature());
    }

    @Override
    public Rseq read(CoreEntry core) {
        RseqEntry entry = core.getThreadCore().getRseqEntry();
        return new Rseq(new RemoteAddress(entry.getRseqAbiPointer()), entry.getRseqAbiSize(), entry.getSignature());
    }
}
