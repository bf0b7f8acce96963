package dev.stasis.engine.resource.task;

import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.trace.RemoteScratch;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import org.jspecify.annotations.Nullable;

/**
 * What a task dumper sees: a stopped thread, from outside by /proc and ptrace and from inside by remote calls. For
 * attributes of a whole process it is the leader.
 */
public final class ThreadUnderDump {
    private final FrozenProcess process;
    private final FrozenThread thread;
    private final RemoteSyscalls remote;
    private final RemoteScratch scratch;
    private @Nullable ProcessStatus status;
    private @Nullable ThreadAnswers answers;

    /**
     * @param remote calls made inside the thread; about 6 us each while the tree is frozen, so ask /proc first
     * @param scratch memory in the process for arguments and results
     */
    public ThreadUnderDump(FrozenProcess process, FrozenThread thread, RemoteSyscalls remote, RemoteScratch scratch) {
        this.process = process;
        this.thread = thread;
        this.remote = remote;
        this.scratch = scratch;
    }

    public FrozenProcess process() {
        return process;
    }

    public FrozenThread thread() {
        return thread;
    }

    public RemoteSyscalls remote() {
        return remote;
    }

    public RemoteScratch scratch() {
        return scratch;
    }

    public int pid() {
        return process.pid();
    }

    public int tid() {
        return thread.tid();
    }

    public boolean leads() {
        return pid() == tid();
    }

    /** The thread's /proc/PID/task/TID/status, read once. */
    public ProcessStatus status() {
        if (status == null) {
            status = ProcessStatus.ofThread(pid(), tid());
        }
        return status;
    }

    /** What every thread is asked from inside, asked once for all kinds. */
    public ThreadAnswers answers() {
        if (answers == null) {
            answers = ThreadAnswers.ask(this);
        }
        return answers;
    }
}
