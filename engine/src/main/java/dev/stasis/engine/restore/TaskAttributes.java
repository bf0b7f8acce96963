package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.task.TaskKind;
import dev.stasis.engine.resource.task.TaskScope;
import dev.stasis.engine.resource.task.TaskStep;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import java.util.List;

/** Gives the threads of one process their attributes. */
final class TaskAttributes {
    private final TaskImages images;
    private final List<RestoreTask> threads;
    private final Log log;

    TaskAttributes(TaskImages images, List<RestoreTask> threads, Log log) {
        this.images = images;
        this.threads = threads;
        this.log = log;
    }

    /** Those of one step, to all threads. */
    void restore(TaskStep step) {
        for (TaskKind<?> kind : Kinds.tasks()) {
            if (kind.step() != step) {
                continue;
            }
            for (RestoreTask thread : threads) {
                if (kind.scope() == TaskScope.THREAD || thread.tid() == images.pid()) {
                    restore(kind, thread);
                }
            }
        }
    }

    private <T> void restore(TaskKind<T> kind, RestoreTask thread) {
        T value = kind.image().read(images.core(thread.tid()));
        kind.restorer().restore(value, new ThreadUnderRestore(thread, images.pid(), log));
        thread.run();
    }
}
