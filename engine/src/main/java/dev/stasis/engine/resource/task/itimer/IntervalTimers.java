package dev.stasis.engine.resource.task.itimer;

import java.util.List;

/** The interval timers of a process. */
public record IntervalTimers(IntervalTimer real, IntervalTimer virtual, IntervalTimer profiling) {
    /**
     * struct itimerval: interval and time left, as seconds and microseconds.
     *
     * @param seconds left; with {@code micros} 0: not armed
     */
    public record IntervalTimer(long intervalSeconds, long intervalMicros, long seconds, long micros) {
        static final int BYTES = 32;

        boolean armed() {
            return seconds != 0 || micros != 0;
        }

        /**
         * An ITIMER_REAL whose SIGALRM is pending shows no time left: the kernel starts its next interval when the signal is
         * taken.
         */
        boolean expired() {
            return !armed() && (intervalSeconds != 0 || intervalMicros != 0);
        }

        /** With a whole interval left. */
        IntervalTimer restarted() {
            return new IntervalTimer(intervalSeconds, intervalMicros, intervalSeconds, intervalMicros);
        }
    }

    /** In the order of ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF. */
    List<IntervalTimer> inOrder() {
        return List.of(real, virtual, profiling);
    }
}
