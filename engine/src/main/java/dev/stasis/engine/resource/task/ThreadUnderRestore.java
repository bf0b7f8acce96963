package dev.stasis.engine.resource.task;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.restore.RestoreTask;

/**
 * What a task restorer works on. For attributes of a whole process it is the leader.
 *
 * @param task makes calls as the thread; queued calls are made at the latest at the end of the step
 * @param pid of its process
 * @param log for what is degraded with a word instead of failing
 */
public record ThreadUnderRestore(RestoreTask task, int pid, Log log) {
    public int tid() {
        return task.tid();
    }

    public boolean leads() {
        return pid == task.tid();
    }
}
