package dev.stasis.engine.resource.task.robustlist;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.ThreadCoreEntry;

/** {@code thread_core.futex_rla} and {@code futex_rla_len}. */
public final class RobustListImage implements TaskImage<RobustList> {
    @Override
    public void write(RobustList value, CoreEntry.Builder core) {
        core.getThreadCoreBuilder().setFutexRla(value.head().value()).setFutexRlaLen(value.length());
    }

    @Override
    public RobustList read(CoreEntry core) {
        ThreadCoreEntry thread = core.getThreadCore();
        return new RobustList(new RemoteAddress(thread.getFutexRla()), thread.getFutexRlaLen());
    }
}
