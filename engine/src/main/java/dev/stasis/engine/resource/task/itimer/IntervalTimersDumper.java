package dev.stasis.engine.resource.task.itimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Time;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.resource.task.itimer.IntervalTimers.IntervalTimer;
import java.nio.ByteBuffer;

/** Asks inside the leader. */
public final class IntervalTimersDumper implements TaskDumper<IntervalTimers> {
    @Override
    public IntervalTimers dump(ThreadUnderDump thread) {
        return new IntervalTimers(
                ask(thread, Time.ITIMER_REAL), ask(thread, Time.ITIMER_VIRTUAL), ask(thread, Time.ITIMER_PROF));
    }

    private static IntervalTimer ask(ThreadUnderDump thread, int which) {
        thread.remote()
                .call(Nr.GETITIMER, which, thread.scratch().at(0))
                .orThrow("getitimer", "timer " + which + " of process " + thread.pid());
        ByteBuffer timer = thread.scratch().read(0, IntervalTimer.BYTES);
        IntervalTimer asked =
                new IntervalTimer(timer.getLong(0), timer.getLong(8), timer.getLong(16), timer.getLong(24));
        // Written as running: CRIU, too, arms only what has time left.
        return asked.running().orElse(asked);
    }
}
