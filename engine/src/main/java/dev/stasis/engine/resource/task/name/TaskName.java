package dev.stasis.engine.resource.task.name;

/**
 * A thread's name.
 *
 * @param text one character per byte; the kernel does not ask for UTF-8
 */
public record TaskName(String text) {
    /** TASK_COMM_LEN of linux/sched.h, without the final NUL. */
    static final int LONGEST = 15;
}
