package dev.stasis.engine.resource.task;

/**
 * When an attribute is restored, in this order. All threads exist, memory is filled and descriptors are in place before
 * the first step; each step is done for every thread of a process before the next begins.
 */
public enum TaskStep {
    /** What needs nothing else: names, limits, scheduling, robust lists, rseq. */
    ATTRIBUTES,
    /** Signal actions (SIGTRAP's comes with the farewell), alternate stacks, then pending signals. */
    SIGNALS,
    /** Running timers. */
    TIMERS,
    /** Credentials; afterwards the task may no longer do what root may. */
    CREDENTIALS,
    /** What a change of credentials resets: dumpable, the parent-death signal. */
    AFTER_CREDENTIALS,
    /** Registers and signal mask: when the stub is gone and nothing more will be done inside the thread. */
    FAREWELL
}
