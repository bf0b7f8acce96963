package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;

/** {@code thread_core.signals_p}, there even when empty. */
public final class ThreadSignalsImage implements TaskImage<ThreadSignals> {
    @Override
    public void write(ThreadSignals value, CoreEntry.Builder core) {
        core.getThreadCoreBuilder().setSignalsP(QueueImage.write(value.queue()));
    }

    @Override
    public ThreadSignals read(CoreEntry core) {
        return new ThreadSignals(QueueImage.read(core.getThreadCore().getSignalsP()));
    }
}
