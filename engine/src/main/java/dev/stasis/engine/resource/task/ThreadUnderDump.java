package dev.stasis.engine.resource.task;

import dev.stasis.engine.trace.RemoteScratch;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;

/**
 * What a task dumper sees: a stopped thread, from outside by /proc and ptrace and from inside by remote calls. For
 * attributes of a whole process it is the leader.
 *
 * @param remote calls made inside the thread; about 6 us each while the tree is frozen, so ask /proc first
 * @param scratch memory in the process for arguments and results
 */
public record ThreadUnderDump(
        FrozenProcess process, FrozenThread thread, RemoteSyscalls remote, RemoteScratch scratch) {
    public int pid() {
        return process.pid();
    }

    public int tid() {
        return thread.tid();
    }

    public boolean leads() {
        return pid() == tid();
    }
}
