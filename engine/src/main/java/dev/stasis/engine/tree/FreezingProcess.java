package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.ThreadState;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.Registers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A process whose threads are being stopped, one after another as they are found. */
final class FreezingProcess {
    private static final long OPTIONS = Tracee.TRACE_SYSGOOD;
    private static final int BUSY_POLLS = 40;
    private static final long POLL_NANOS = 50_000;
    private static final long LONGEST_NANOS = 20_000_000;

    private final Linux linux;
    private final ProcessTable table;
    private final FreezeDeadline deadline;
    private final int pid;
    private final Fd pidfd;
    private final Map<Integer, Tracee> threads = new LinkedHashMap<>();
    private int parentPid;
    private boolean zombie;
    private int stopSignal;

    FreezingProcess(
            Linux linux,
            ProcessTable table,
            FreezeDeadline deadline,
            int pid,
            int parentPid,
            boolean zombie,
            Fd pidfd) {
        this.linux = linux;
        this.table = table;
        this.deadline = deadline;
        this.pid = pid;
        this.parentPid = parentPid;
        this.zombie = zombie;
        this.pidfd = pidfd;
        if (zombie && table.threads(pid).size() > 1) {
            throw leaderEnded();
        }
    }

    int pid() {
        return pid;
    }

    int parentPid() {
        return parentPid;
    }

    void adopt(int newParentPid) {
        parentPid = newParentPid;
    }

    boolean zombie() {
        return zombie;
    }

    /** Those seized so far. */
    Set<Integer> tids() {
        return Set.copyOf(threads.keySet());
    }

    /** Seizes and interrupts threads that are not seized yet, without waiting; returns whether there were any. */
    boolean interruptNew() {
        return !zombie && !seizeNew().isEmpty();
    }

    /** Waits for all that were interrupted. */
    void awaitAll() {
        List.copyOf(threads.values()).forEach(this::await);
    }

    /**
     * Stops all threads that are not stopped yet; returns whether there were any. Afterwards the process may turn out
     * to be a zombie, or to have {@link #vanished}.
     */
    boolean stopThreads() {
        if (zombie) {
            return false;
        }
        boolean grown = false;
        List<Tracee> fresh = seizeNew();
        while (!fresh.isEmpty()) {
            grown = true;
            fresh.forEach(this::await);
            fresh = seizeNew();
        }
        if (threads.isEmpty()) {
            zombie = table.state(pid).filter(state -> state == 'Z').isPresent();
            return true;
        }
        if (!threads.containsKey(pid)) {
            throw leaderEnded();
        }
        return grown;
    }

    /** Whether the process is gone, not even a zombie. */
    boolean vanished() {
        return threads.isEmpty() && !zombie;
    }

    private List<Tracee> seizeNew() {
        List<Tracee> fresh = new ArrayList<>();
        for (int tid : table.threads(pid)) {
            if (!threads.containsKey(tid)) {
                trySeize(tid).ifPresent(fresh::add);
            }
        }
        return fresh;
    }

    private Optional<Tracee> trySeize(int tid) {
        try {
            Tracee tracee = Tracee.seize(linux, pid, tid, OPTIONS);
            threads.put(tid, tracee);
            tracee.interrupt();
            return Optional.of(tracee);
        } catch (TaskGone ended) {
            threads.remove(tid);
            return Optional.empty();
        } catch (KernelRefused refused) {
            // A thread that is ending answers EPERM until it is gone.
            if (table.isEnding(pid, tid)) {
                return Optional.empty();
            }
            int tracer = table.tracer(tid);
            if (refused.errno() == Errno.EPERM && tracer != 0) {
                throw new Unsupported("process " + pid + " is traced by process " + tracer
                        + " already (a debugger or strace); detach that first");
            }
            throw refused;
        }
    }

    private void await(Tracee tracee) {
        while (true) {
            Stop stop;
            try {
                stop = awaitStop(tracee);
            } catch (TaskGone ended) {
                threads.remove(tracee.tid());
                return;
            }
            if (standsStill(tracee, stop)) {
                return;
            }
            deadline.check();
        }
    }

    /** Takes note of a stop; false when the thread was sent on and will stop again. */
    private boolean standsStill(Tracee tracee, Stop stop) {
        switch (stop.kind()) {
            case EXITED, KILLED -> {
                threads.remove(tracee.tid());
                return true;
            }
            case INTERRUPT -> {
                return true;
            }
            case GROUP_STOP -> {
                stopSignal = stop.detail();
                return true;
            }
            case SIGNAL -> {
                // A signal overtook the interrupt: let it be delivered, and stop behind it.
                tracee.resume(stop.detail());
                tracee.interrupt();
                return false;
            }
            case SYSCALL, EVENT -> {
                tracee.resume(0);
                return false;
            }
        }
        throw new IllegalStateException("a stop of unknown kind: " + stop);
    }

    /** A thread that sleeps uninterruptibly does not stop: the deadline must hold for it too. */
    private Stop awaitStop(Tracee tracee) {
        for (int round = 0; ; round++) {
            Optional<Stop> stop = tracee.pollStop();
            if (stop.isPresent()) {
                return stop.get();
            }
            if (round >= BUSY_POLLS) {
                deadline.check();
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Lets threads run on that stand within the injected code of a tracer that was killed. */
    void letHeal() {
        for (Tracee tracee : List.copyOf(threads.values())) {
            // A busy machine may not give it the processor at once.
            for (long nanos = POLL_NANOS; isHealing(tracee); nanos = Math.min(2 * nanos, LONGEST_NANOS)) {
                deadline.check();
                tracee.resume(0);
                LockSupport.parkNanos(nanos);
                stopAgain(tracee);
            }
        }
    }

    /**
     * A thread that takes part in a job-control stop comes to a stop once more by itself when it is sent on. To interrupt it
     * then would make it stop at each further try, before it has done a single instruction.
     */
    private void stopAgain(Tracee tracee) {
        Optional<Stop> stop = tracee.pollStop();
        if (stop.isPresent() && standsStill(tracee, stop.get())) {
            return;
        }
        if (stop.isEmpty()) {
            tracee.interrupt();
        }
        await(tracee);
    }

    private boolean isHealing(Tracee tracee) {
        return threads.containsKey(tracee.tid())
                && StubSite.isHealing(tracee.memory(), tracee.registers().get(Registers.RIP));
    }

    /** Requires: all threads are stopped. */
    FrozenProcess frozen() {
        List<FrozenThread> all = new ArrayList<>();
        for (Tracee tracee : threads.values()) {
            FrozenThread thread = new FrozenThread(tracee, ThreadState.capture(tracee));
            all.add(tracee.tid() == pid ? 0 : all.size(), thread);
        }
        return new FrozenProcess(pid, parentPid, condition(), stopSignal, all, pidfd);
    }

    private FrozenProcess.Condition condition() {
        if (zombie) {
            return FrozenProcess.Condition.ZOMBIE;
        }
        return stopSignal == 0 ? FrozenProcess.Condition.ALIVE : FrozenProcess.Condition.STOPPED;
    }

    void release() {
        threads.values().forEach(FreezingProcess::letGo);
        threads.clear();
        pidfd.close();
    }

    private static void letGo(Tracee tracee) {
        try {
            tracee.detach();
        } catch (RuntimeException secondary) {
            // The first failure is the one to report, and the rest of the tree must still be let go: a tracee whose
            // stop is still on its way cannot be detached, and is let go when this thread ends.
            Thread.onSpinWait();
        }
    }

    private Unsupported leaderEnded() {
        return new Unsupported("the main thread of process " + pid
                + " has ended while others of its threads go on, which cannot be saved; end that process first");
    }
}
