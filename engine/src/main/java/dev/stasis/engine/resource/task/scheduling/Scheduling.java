package dev.stasis.engine.resource.task.scheduling;

import dev.stasis.engine.kernel.abi.Sched;

/**
 * How a thread is scheduled.
 *
 * @param policy SCHED_ constant, with SCHED_RESET_ON_FORK perhaps
 * @param priority of FIFO and RR, 1 to 99; else 0
 * @param nice -20 to 19
 */
public record Scheduling(int policy, int priority, int nice) {
    boolean realTime() {
        int plain = policy & ~Sched.SCHED_RESET_ON_FORK;
        return plain == Sched.SCHED_FIFO || plain == Sched.SCHED_RR;
    }

    boolean deadline() {
        return (policy & ~Sched.SCHED_RESET_ON_FORK) == Sched.SCHED_DEADLINE;
    }
}
