package dev.stasis.engine.resource.task;

/** Record to kernel. */
public interface TaskRestorer<T> {
    /** Gives the attribute to a thread under construction, by calls made inside it. */
    void restore(T value, ThreadUnderRestore thread);
}
