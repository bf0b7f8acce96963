package dev.stasis.engine.resource.task.registers;

import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets registers and mask of a thread that is otherwise complete; see {@link FinalState#set}. */
public final class FinalStateRestorer implements TaskRestorer<FinalState> {
    @Override
    public void restore(FinalState value, ThreadUnderRestore thread) {
        value.set(thread.task().tracee());
    }
}
