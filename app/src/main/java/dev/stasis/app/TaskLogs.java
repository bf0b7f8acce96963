package dev.stasis.app;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Where lines about one restored task go. */
@FunctionalInterface
interface TaskLogs {
    /** Into the common log. */
    TaskLogs SHARED = pid -> null;

    /** A stream for this task alone; null: the common one. */
    @Nullable
    PrintStream open(int pid);
}
