package dev.stasis.app;

import org.jspecify.annotations.Nullable;

/** Where lines about one restored task go. */
@FunctionalInterface
interface TaskLogs {
    /** Into the common log. */
    TaskLogs SHARED = pid -> null;

    /** A target for this task alone; null: the common one. */
    @Nullable
    LogTarget open(int pid);
}
