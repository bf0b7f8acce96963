package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.kernel.abi.Signal;
import java.util.Comparator;
import java.util.List;

/** The timers of a process, by ascending id. */
public record PosixTimers(List<PosixTimer> timers) {
    public PosixTimers {
        timers = timers.stream().sorted(Comparator.comparingInt(PosixTimer::id)).toList();
    }

    /**
     * A timer.
     *
     * @param id the kernel's
     * @param clock CLOCK_ constant, or a negative number made from a pid
     * @param signal number
     * @param way SIGEV_ constant
     * @param value the word that the signal carries
     * @param overrun expirations that were not delivered, at the dump
     * @param setting interval and time left
     * @param thread to notify with SIGEV_THREAD_ID, else 0
     */
    public record PosixTimer(
            int id, int clock, int signal, int way, long value, int overrun, Setting setting, int thread) {
        boolean notifiesThread() {
            return (way & Signal.SIGEV_THREAD_ID) != 0;
        }
    }

    /**
     * struct itimerspec: interval and time left, as seconds and nanoseconds.
     *
     * @param seconds left; with {@code nanos} 0: not armed
     */
    public record Setting(long intervalSeconds, long intervalNanos, long seconds, long nanos) {
        static final int BYTES = 32;

        boolean armed() {
            return seconds != 0 || nanos != 0;
        }
    }
}
