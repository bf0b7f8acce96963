package dev.stasis.engine.resource.task.itimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.resource.task.itimer.IntervalTimers.IntervalTimer;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Arms inside the leader those that were armed. */
public final class IntervalTimersRestorer implements TaskRestorer<IntervalTimers> {
    @Override
    public void restore(IntervalTimers value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        List<IntervalTimer> timers = value.inOrder();
        for (int which = 0; which < timers.size(); which++) {
            IntervalTimer timer = timers.get(which);
            if (timer.armed()) {
                byte[] bytes = ByteBuffer.allocate(IntervalTimer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(timer.intervalSeconds())
                        .putLong(timer.intervalMicros())
                        .putLong(timer.seconds())
                        .putLong(timer.micros())
                        .array();
                task.add(
                        "setitimer " + which,
                        Nr.SETITIMER,
                        which,
                        task.bytes(bytes).value(),
                        0);
            }
        }
    }
}
