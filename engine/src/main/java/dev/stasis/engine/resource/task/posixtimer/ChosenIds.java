package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;

/** timer_create takes the id that it finds. Requires: PR_TIMER_CREATE_RESTORE_IDS is on. */
final class ChosenIds implements TimerIds {
    @Override
    public void create(RestoreTask task, PosixTimer timer) {
        StubMemory.Shared id = task.allocate(Integer.BYTES);
        id.here().putInt(0, timer.id());
        task.add(
                "timer_create of timer " + timer.id(),
                Nr.TIMER_CREATE,
                timer.clock(),
                task.bytes(TimerIds.event(timer)).value(),
                id.there().value());
    }
}
