package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.Tracee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process tree in which every thread is stopped by ptrace. Closing it lets whatever is still frozen go on as it was, so
 * that a session which fails anywhere leaves the tree running.
 */
public final class FrozenTree implements AutoCloseable {
    private static final int SIGSTOP = 19;
    private static final int SIGKILL = 9;

    private final Linux linux;
    private final List<FrozenProcess> processes;
    private boolean held = true;

    FrozenTree(Linux linux, List<FrozenProcess> processes) {
        this.linux = linux;
        this.processes = List.copyOf(processes);
    }

    /** Parents before children; the root first. */
    public List<FrozenProcess> processes() {
        return processes;
    }

    public FrozenProcess root() {
        return processes.get(0);
    }

    public Optional<FrozenProcess> find(int pid) {
        return processes.stream().filter(process -> process.pid() == pid).findFirst();
    }

    /** Whether it still stands still. */
    public boolean held() {
        return held;
    }

    /** Lets all go on as they were before. */
    public void thaw() {
        if (held) {
            held = false;
            forEachThread(thread -> thread.tracee().detach());
            closePidfds();
        }
    }

    /** Lets go, but with every process in a job-control stop: SIGCONT makes it go on. */
    public void thawStopped() {
        if (held) {
            for (FrozenProcess process : processes) {
                if (process.condition() == FrozenProcess.Condition.ALIVE) {
                    linux.processes().kill(process.pid(), SIGSTOP);
                }
            }
            thaw();
        }
    }

    /** Ends every process of the tree; they are gone, or zombies of parents outside, when this returns. */
    public void kill() {
        if (!held) {
            return;
        }
        held = false;
        for (FrozenProcess process : processes) {
            linux.processes().kill(process.pid(), SIGKILL);
        }
        // A leader's end is told only when its other threads have been waited for.
        forEachThread(thread -> awaitEnd(thread, false));
        forEachThread(thread -> awaitEnd(thread, true));
        closePidfds();
    }

    /** All threads in the order of {@link #processes}. */
    public void forEachThread(java.util.function.Consumer<FrozenThread> action) {
        List<RuntimeException> failures = new ArrayList<>();
        for (FrozenProcess process : processes) {
            for (FrozenThread thread : process.threads()) {
                try {
                    action.accept(thread);
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static void awaitEnd(FrozenThread thread, boolean leaders) {
        Tracee tracee = thread.tracee();
        if ((tracee.tid() == tracee.pid()) != leaders) {
            return;
        }
        try {
            Stop stop;
            do {
                stop = tracee.awaitStop();
            } while (!stop.gone());
        } catch (TaskGone alreadyReaped) {
            // A non-leading thread needs no wait once its leader's was done.
        }
    }

    private void closePidfds() {
        processes.forEach(process -> process.pidfd().close());
    }

    @Override
    public void close() {
        thaw();
    }
}
