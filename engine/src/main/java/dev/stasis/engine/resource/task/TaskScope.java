package dev.stasis.engine.resource.task;

/** Whether a task attribute belongs to a process as a whole, or to each of its threads. */
public enum TaskScope {
    PROCESS,
    THREAD
}
