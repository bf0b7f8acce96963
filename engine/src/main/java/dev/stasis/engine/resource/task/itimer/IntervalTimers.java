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
    }

    /** In the order of ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF. */
    List<IntervalTimer> inOrder() {
        return List.of(real, virtual, profiling);
    }
}
