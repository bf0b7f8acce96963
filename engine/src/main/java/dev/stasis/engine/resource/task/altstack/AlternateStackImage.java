package dev.stasis.engine.resource.task.altstack;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.ThreadSasEntry;

/** {@code thread_core.sas}; absent in old sets means none. */
public final class AlternateStackImage implements TaskImage<AlternateStack> {
    @Override
    public void write(AlternateStack value, CoreEntry.Builder core) {
        core.getThreadCoreBuilder()
                .setSas(ThreadSasEntry.newBuilder()
                        .setSsSp(value.start())
                        .setSsSize(value.size())
                        .setSsFlags(value.flags()));
    }

    @Override
    public AlternateStack read(CoreEntry core) {
        if (!core.getThreadCore().hasSas()) {
            return AlternateStack.NONE;
        }
        ThreadSasEntry entry = core.getThreadCore().getSas();
        return new AlternateStack(entry.getSsSp(), entry.getSsSize(), entry.getSsFlags());
    }
}
