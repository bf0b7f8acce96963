package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A way to get a timer at a given id. */
interface TimerIds {
    void create(RestoreTask task, PosixTimer timer);

    /** struct sigevent, asm-generic/siginfo.h. */
    static byte[] event(PosixTimer timer) {
        return ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(timer.value())
                .putInt(timer.signal())
                .putInt(timer.way())
                .putInt(timer.notifiesThread() ? timer.thread() : 0)
                .array();
    }
}
