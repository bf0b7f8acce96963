package dev.stasis.engine.resource.task.tidaddress;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets it inside the thread. */
public final class TidAddressRestorer implements TaskRestorer<TidAddress> {
    @Override
    public void restore(TidAddress value, ThreadUnderRestore thread) {
        thread.task().add("set_tid_address", Nr.SET_TID_ADDRESS, value.word().value());
    }
}
