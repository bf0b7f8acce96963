package dev.stasis.engine.tree;

import dev.stasis.engine.kernel.fd.Fd;
import java.util.List;

/**
 * A process of a frozen tree, with all its threads stopped. A zombie has no threads and no pidfd.
 *
 * @param pid host pid
 * @param parentPid host pid of its parent in the tree; 0 for the root
 * @param condition what it was doing before it was frozen
 * @param stopSignal the job-control signal that had stopped it; 0 unless STOPPED
 * @param threads leader first
 * @param pidfd for borrowing descriptors
 */
public record FrozenProcess(
        int pid, int parentPid, Condition condition, int stopSignal, List<FrozenThread> threads, Fd pidfd) {
    /** What a process was doing before it was frozen. */
    public enum Condition {
        ALIVE,
        STOPPED,
        ZOMBIE
    }

    public FrozenProcess {
        threads = List.copyOf(threads);
    }

    public FrozenThread leader() {
        return threads.get(0);
    }

    public boolean zombie() {
        return condition == Condition.ZOMBIE;
    }
}
