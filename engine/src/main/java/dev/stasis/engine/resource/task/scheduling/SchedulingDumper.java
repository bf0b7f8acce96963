package dev.stasis.engine.resource.task.scheduling;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Resource;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Asks from outside. */
public final class SchedulingDumper implements TaskDumper<Scheduling> {
    /** The system call answers 20 minus the nice value, which is never negative. */
    private static final int NICE_BASE = 20;

    @Override
    public Scheduling dump(ThreadUnderDump thread) {
        Scheduling scheduling = read(thread.thread().tracee().linux(), thread.tid());
        if (scheduling.deadline()) {
            throw new Unsupported("thread " + thread.tid() + " of process " + thread.pid()
                    + " runs under SCHED_DEADLINE, which images have no place for; give it another policy first");
        }
        return scheduling;
    }

    static Scheduling read(Linux linux, int tid) {
        try (Arena arena = new Arena()) {
            Block parameter = arena.allocate(Integer.BYTES);
            String subject = "thread " + tid;
            long policy =
                    new Result(linux.raw().call(Nr.SCHED_GETSCHEDULER, tid)).orThrow("sched_getscheduler", subject);
            new Result(linux.raw().call(Nr.SCHED_GETPARAM, tid, parameter.address()))
                    .orThrow("sched_getparam", subject);
            long priority = new Result(linux.raw().call(Nr.GETPRIORITY, Resource.PRIO_PROCESS, tid))
                    .orThrow("getpriority", subject);
            return new Scheduling((int) policy, parameter.getInt(0), NICE_BASE - (int) priority);
        }
    }
}
