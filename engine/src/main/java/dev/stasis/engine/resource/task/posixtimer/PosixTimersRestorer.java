package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.Setting;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Makes each timer at its id inside the leader, then arms those that were armed. */
public final class PosixTimersRestorer implements TaskRestorer<PosixTimers> {
    @Override
    public void restore(PosixTimers value, ThreadUnderRestore thread) {
        if (value.timers().isEmpty()) {
            return;
        }
        RestoreTask task = thread.task();
        if (chooseIds(task, Prctl.PR_TIMER_CREATE_RESTORE_IDS_ON)) {
            create(value, new ChosenIds(), task);
            chooseIds(task, Prctl.PR_TIMER_CREATE_RESTORE_IDS_OFF);
            arm(value, task);
        } else {
            restoreByCounting(value, thread);
        }
    }

    /** The way of kernels that give ids themselves. */
    public static void restoreByCounting(PosixTimers value, ThreadUnderRestore thread) {
        create(value, new CountedIds(), thread.task());
        arm(value, thread.task());
    }

    private static void create(PosixTimers value, TimerIds ids, RestoreTask task) {
        for (PosixTimer timer : value.timers()) {
            ids.create(task, timer);
        }
    }

    private static void arm(PosixTimers value, RestoreTask task) {
        for (PosixTimer timer : value.timers()) {
            if (timer.setting().armed()) {
                task.add(
                        "timer_settime of timer " + timer.id(),
                        Nr.TIMER_SETTIME,
                        timer.id(),
                        0,
                        task.bytes(bytes(timer.setting())).value(),
                        0);
            }
        }
    }

    private static boolean chooseIds(RestoreTask task, int mode) {
        return task.tryCall(Nr.PRCTL, Prctl.PR_TIMER_CREATE_RESTORE_IDS, mode, 0, 0, 0)
                .ok();
    }

    private static byte[] bytes(Setting setting) {
        return ByteBuffer.allocate(Setting.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(setting.intervalSeconds())
                .putLong(setting.intervalNanos())
                .putLong(setting.seconds())
                .putLong(setting.nanos())
                .array();
    }
}
