package dev.stasis.engine.resource.task;

/** Kernel to record. */
public interface TaskDumper<T> {
    /**
     * Reads the attribute of a stopped thread.
     *
     * @throws dev.stasis.engine.api.error.Unsupported when it cannot be kept
     */
    T dump(ThreadUnderDump thread);
}
