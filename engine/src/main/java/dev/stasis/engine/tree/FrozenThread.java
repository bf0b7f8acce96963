package dev.stasis.engine.tree;

import dev.stasis.engine.trace.ThreadState;
import dev.stasis.engine.trace.Tracee;

/**
 * A stopped thread.
 *
 * @param tracee the thread under ptrace
 * @param state what it was doing when it was stopped
 */
public record FrozenThread(Tracee tracee, ThreadState state) {
    public int tid() {
        return tracee.tid();
    }
}
