package dev.stasis.engine.resource.task.itimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.resource.task.itimer.IntervalTimers.IntervalTimer;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Arms inside the leader those that were running. */
public final class IntervalTimersRestorer implements TaskRestorer<IntervalTimers> {
    @Override
    public void restore(IntervalTimers value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        List<IntervalTimer> timers = value.inOrder();
        for (int which = 0; which < timers.size(); which++) {
            Optional<IntervalTimer> running = timers.get(which).running();
            if (running.isPresent()) {
                long address = task.bytes(bytes(running.get())).value();
                task.add("setitimer " + which, Nr.SETITIMER, which, address, 0);
            }
        }
    }

    private static byte[] bytes(IntervalTimer timer) {
        return ByteBuffer.allocate(IntervalTimer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(timer.intervalSeconds())
                .putLong(timer.intervalMicros())
                .putLong(timer.seconds())
                .putLong(timer.micros())
                .array();
    }
}
