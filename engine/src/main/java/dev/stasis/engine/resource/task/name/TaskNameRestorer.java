package dev.stasis.engine.resource.task.name;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;

/** Sets it inside the thread. */
public final class TaskNameRestorer implements TaskRestorer<TaskName> {
    @Override
    public void restore(TaskName value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        task.add(
                "prctl(PR_SET_NAME)",
                Nr.PRCTL,
                Prctl.PR_SET_NAME,
                task.string(value.text()).value());
    }
}
