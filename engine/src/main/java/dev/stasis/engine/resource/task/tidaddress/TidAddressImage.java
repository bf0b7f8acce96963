package dev.stasis.engine.resource.task.tidaddress;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.image.proto.CoreEntry;

/** {@code thread_info.clear_tid_addr}. */
public final class TidAddressImage implements TaskImage<TidAddress> {
    @Override
    public void write(TidAddress value, CoreEntry.Builder core) {
        core.getThreadInfoBuilder().setClearTidAddr(value.word().value());
    }

    @Override
    public TidAddress read(CoreEntry core) {
        return new TidAddress(new RemoteAddress(core.getThreadInfo().getClearTidAddr()));
    }
}
