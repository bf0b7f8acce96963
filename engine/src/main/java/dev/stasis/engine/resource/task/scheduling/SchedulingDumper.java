package dev.stasis.engine.resource.task.scheduling;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Resource;
import dev.stasis.engine.kernel.abi.Sched;
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

    /** struct sched_attr, linux/sched/types.h: its first version. */
    private static final int ATTRIBUTES = 48;

    private static final int POLICY = 4;
    private static final int FLAGS = 8;
    private static final int NICE = 16;
    private static final int PRIORITY = 20;

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
            Block attributes = arena.allocate(ATTRIBUTES);
            String subject = "thread " + tid;
            new Result(linux.raw().call(Nr.SCHED_GETATTR, tid, attributes.address(), ATTRIBUTES, 0))
                    .orThrow("sched_getattr", subject);
            int policy = attributes.getInt(POLICY);
            if ((attributes.getLong(FLAGS) & Sched.SCHED_FLAG_RESET_ON_FORK) != 0) {
                policy |= Sched.SCHED_RESET_ON_FORK;
            }
            Scheduling scheduling = new Scheduling(policy, attributes.getInt(PRIORITY), attributes.getInt(NICE));
            return scheduling.realTime() ? withNice(scheduling, linux, tid) : scheduling;
        }
    }

    /** A real-time thread has a nice value too, for later; only this call tells it. */
    private static Scheduling withNice(Scheduling scheduling, Linux linux, int tid) {
        long priority = new Result(linux.raw().call(Nr.GETPRIORITY, Resource.PRIO_PROCESS, tid))
                .orThrow("getpriority", "thread " + tid);
        return new Scheduling(scheduling.policy(), scheduling.priority(), NICE_BASE - (int) priority);
    }
}
