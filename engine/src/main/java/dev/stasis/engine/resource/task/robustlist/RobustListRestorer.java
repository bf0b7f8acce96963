package dev.stasis.engine.resource.task.robustlist;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets it inside the thread. */
public final class RobustListRestorer implements TaskRestorer<RobustList> {
    @Override
    public void restore(RobustList value, ThreadUnderRestore thread) {
        if (value.head().value() != 0) {
            thread.task()
                    .add(
                            "set_robust_list at " + value.head(),
                            Nr.SET_ROBUST_LIST,
                            value.head().value(),
                            value.length());
        }
    }
}
