package dev.stasis.engine.resource.task.itimer;

import java.util.List;
import java.util.Optional;

/** The interval timers of a process. */
public record IntervalTimers(IntervalTimer real, IntervalTimer virtual, IntervalTimer profiling) {
    /**
     * struct itimerval: interval and time left, as seconds and microseconds.
     *
     * @param seconds left; with {@code micros} 0 it is not running
     */
    public record IntervalTimer(long intervalSeconds, long intervalMicros, long seconds, long micros) {
        static final int BYTES = 32;

        /**
         * What to arm; empty for a timer that is off. A periodic ITIMER_REAL rests from its expiry until SIGALRM is taken: it
         * has an interval then and no time left, which no timer has that is off. It goes on by its interval.
         */
        Optional<IntervalTimer> running() {
            if (seconds != 0 || micros != 0) {
                return Optional.of(this);
            }
            if (intervalSeconds != 0 || intervalMicros != 0) {
                return Optional.of(new IntervalTimer(intervalSeconds, intervalMicros, intervalSeconds, intervalMicros));
            }
            return Optional.empty();
        }
    }

    /** In the order of ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF. */
    List<IntervalTimer> inOrder() {
        return List.of(real, virtual, profiling);
    }
}
