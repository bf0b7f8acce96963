package dev.stasis.engine.resource.task.parentdeath;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;

/** {@code thread_core.pdeath_sig}, absent for none. */
public final class ParentDeathSignalImage implements TaskImage<ParentDeathSignal> {
    @Override
    public void write(ParentDeathSignal value, CoreEntry.Builder core) {
        if (value.signal() != 0) {
            core.getThreadCoreBuilder().setPdeathSig(value.signal());
        }
    }

    @Override
    public ParentDeathSignal read(CoreEntry core) {
        return new ParentDeathSignal(core.getThreadCore().getPdeathSig());
    }
}
