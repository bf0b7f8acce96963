package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;

/** {@code tc.signals_s}, there even when empty. */
public final class ProcessSignalsImage implements TaskImage<ProcessSignals> {
    @Override
    public void write(ProcessSignals value, CoreEntry.Builder core) {
        core.getTcBuilder().setSignalsS(QueueImage.write(value.queue()));
    }

    @Override
    public ProcessSignals read(CoreEntry core) {
        return new ProcessSignals(QueueImage.read(core.getTc().getSignalsS()));
    }
}
