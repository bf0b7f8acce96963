package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;

/**
 * Kernels before 6.15 count a process's timer ids up from 0: timers are made and deleted until the wanted one is next.
 * Requires: timers are made by ascending id.
 */
final class CountedIds implements TimerIds {
    /** Ids that are passed over for one timer, at most: some seconds of work. */
    private static final int FARTHEST = 10_000_000;

    @Override
    public void create(RestoreTask task, PosixTimer timer) {
        int id = tryCreate(task, timer);
        if (id < timer.id() && timer.id() - id <= FARTHEST) {
            task.add("timer_delete of timer " + id, Nr.TIMER_DELETE, id);
            for (int passed = id + 1; passed < timer.id(); passed++) {
                queueCreation(task, timer);
                task.add("timer_delete of timer " + passed, Nr.TIMER_DELETE, passed);
            }
            id = tryCreate(task, timer);
        }
        if (id != timer.id()) {
            // Negative and far ones too: they come from damaged images, or from kernels that let ids be chosen.
            throw new Unsupported(
                    "timer " + timer.id() + " of task " + task.tid() + " cannot be made: this kernel gave id " + id
                            + " instead; a kernel from 6.15 on lets ids be chosen");
        }
    }

    private static int tryCreate(RestoreTask task, PosixTimer timer) {
        task.run();
        StubMemory.Shared id = queueCreation(task, timer);
        task.run();
        // The space is free for others now, but nobody has written there yet.
        return id.here().getInt(0);
    }

    private static StubMemory.Shared queueCreation(RestoreTask task, PosixTimer timer) {
        StubMemory.Shared id = task.allocate(Integer.BYTES);
        task.add(
                "timer_create of timer " + timer.id(),
                Nr.TIMER_CREATE,
                timer.clock(),
                task.bytes(TimerIds.event(timer)).value(),
                id.there().value());
        return id;
    }
}
