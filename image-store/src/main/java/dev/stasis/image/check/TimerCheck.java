package dev.stasis.image.check;

import dev.stasis.image.proto.ItimerEntry;
import dev.stasis.image.proto.PosixTimerEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import java.util.HashSet;
import java.util.Set;

/** Timers of a task: fractions below a second, ids once. */
final class TimerCheck {
    static final long MICROSECONDS = 999_999;
    static final long NANOSECONDS = 999_999_999;

    private TimerCheck() {}

    static void check(Spot at, TaskCoreEntry task) {
        checkInterval(at, "tc.timers.real", task.getTimers().getReal());
        checkInterval(at, "tc.timers.virt", task.getTimers().getVirt());
        checkInterval(at, "tc.timers.prof", task.getTimers().getProf());
        Set<Integer> ids = new HashSet<>();
        for (PosixTimerEntry timer : task.getTimers().getPosixList()) {
            at.atMost(NANOSECONDS, timer.getInsec(), "tc.timers.posix.insec");
            at.atMost(NANOSECONDS, timer.getVnsec(), "tc.timers.posix.vnsec");
            at.atMost(Integer.MAX_VALUE, Integer.toUnsignedLong(timer.getItId()), "tc.timers.posix.it_id");
            if (!ids.add(timer.getItId())) {
                throw at.damaged("tc.timers.posix.it_id", "is " + timer.getItId() + " for two timers");
            }
        }
    }

    private static void checkInterval(Spot at, String field, ItimerEntry timer) {
        at.atMost(MICROSECONDS, timer.getIusec(), field + ".iusec");
        at.atMost(MICROSECONDS, timer.getVusec(), field + ".vusec");
        at.atMost(Long.MAX_VALUE, timer.getIsec(), field + ".isec");
        at.atMost(Long.MAX_VALUE, timer.getVsec(), field + ".vsec");
    }
}
