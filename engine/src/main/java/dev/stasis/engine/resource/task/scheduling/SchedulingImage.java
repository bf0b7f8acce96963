package dev.stasis.engine.resource.task.scheduling;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.ThreadCoreEntry;

/** {@code thread_core.sched_policy}, {@code sched_prio} (of FIFO and RR only) and {@code sched_nice}. */
public final class SchedulingImage implements TaskImage<Scheduling> {
    @Override
    public void write(Scheduling value, CoreEntry.Builder core) {
        ThreadCoreEntry.Builder thread =
                core.getThreadCoreBuilder().setSchedPolicy(value.policy()).setSchedNice(value.nice());
        if (value.realTime()) {
            thread.setSchedPrio(value.priority());
        }
    }

    @Override
    public Scheduling read(CoreEntry core) {
        ThreadCoreEntry thread = core.getThreadCore();
        return new Scheduling(thread.getSchedPolicy(), thread.getSchedPrio(), thread.getSchedNice());
    }
}
