package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.Tracee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the processes of a tree, all from the seed: each at its old pid, bare - nothing mapped but the stub, no descriptor
 * open - and stopped. Until the tree is released every one of them dies with this process.
 */
final class TreeBuilder {
    /** Blocks all signals but SIGTRAP, which ends a batch, and SIGCHLD, which is dropped while the tree is made. */
    static final long WHILE_BUILDING = ~(1L << 4 | 1L << 16);

    private static final int CLONE_ARGS = 88;
    private static final int EXIT_SIGNAL = 32;
    private static final int SET_TID = 64;
    private static final int SET_TID_SIZE = 72;
    /** TASK_SIZE of four-level page tables, without the last page. */
    private static final long END_OF_MEMORY = 0x7fff_ffff_f000L;

    private final Linux linux;
    private final StubMemory stub;
    private final SeedProcess seed;
    private final RestoreTask seedTask;
    private final Map<Integer, RestoreTask> processes = new HashMap<>();
    private final List<Tracee> births = new ArrayList<>();

    /**
     * A builder with nothing built.
     *
     * @param seed is the builder's from here on: it ends with {@link #destroy}, and at once if this throws
     */
    TreeBuilder(Linux linux, StubMemory stub, SeedProcess seed) {
        this.linux = linux;
        this.stub = stub;
        this.seed = seed;
        try {
            seed.tracee().setSignalMask(WHILE_BUILDING);
            this.seedTask = seed.adopt(stub);
        } catch (RuntimeException | Error failure) {
            seed.end();
            throw failure;
        }
    }

    RestoreTask seed() {
        return seedTask;
    }

    RestoreTask process(int pid) {
        RestoreTask task = processes.get(pid);
        if (task == null) {
            throw new IllegalStateException("process " + pid + " was never made");
        }
        return task;
    }

    void carryOut(List<TreeStep> steps, Log log) {
        carryOut(steps, log, leader -> {});
    }

    /**
     * Carries out a plan.
     *
     * @param leads called with each leader of a new session before the session's other processes are made: they get the
     *     controlling terminal at their birth
     */
    void carryOut(List<TreeStep> steps, Log log, Consumer<RestoreTask> leads) {
        for (TreeStep step : steps) {
            log.debug("tree: " + step);
            carryOut(step);
            if (step instanceof TreeStep.NewSession leader) {
                leads.accept(process(leader.pid()));
            }
        }
    }

    private void carryOut(TreeStep step) {
        if (step instanceof TreeStep.Birth birth) {
            bear(birth);
        } else if (step instanceof TreeStep.NewSession leader) {
            process(leader.pid()).call("setsid", Nr.SETSID);
        } else if (step instanceof TreeStep.JoinGroup join) {
            process(join.pid()).call("setpgid to group " + join.group(), Nr.SETPGID, 0, join.group());
        } else if (step instanceof TreeStep.Leave leave) {
            end(process(leave.pid()), 0, 0);
            process(leave.parent()).call("wait4 for a helper", Nr.WAIT4, leave.pid(), 0, ProcessCalls.WALL, 0);
            // Its pid is free, and may be anybody's from now on.
            births.remove(process(leave.pid()).tracee());
            processes.remove(leave.pid());
        }
    }

    private void bear(TreeStep.Birth birth) {
        RestoreTask creator = birth.creator() == 0 ? seedTask : process(birth.creator());
        long flags = birth.sibling() ? Sched.CLONE_PARENT : 0;
        if (birth.creator() == 0) {
            flags |= Sched.CLONE_CLEAR_SIGHAND;
        }
        RestoreTask child = bear(creator, birth.pid(), birth.pid(), flags, birth.sibling() ? 0 : Signal.SIGCHLD);
        processes.put(birth.pid(), child);
        if (birth.creator() == 0) {
            makeBare(child);
        }
    }

    /** A further thread of a process. */
    RestoreTask thread(RestoreTask leader, int tid) {
        long flags = Sched.CLONE_VM
                | Sched.CLONE_FS
                | Sched.CLONE_FILES
                | Sched.CLONE_SIGHAND
                | Sched.CLONE_THREAD
                | Sched.CLONE_SYSVSEM;
        return bear(leader, leader.tid(), tid, flags, 0);
    }

    private RestoreTask bear(RestoreTask creator, int pid, int tid, long flags, int exitSignal) {
        StubMemory.Shared ids = creator.allocate(8);
        ids.here().putInt(0, tid);
        StubMemory.Shared arguments = creator.allocate(CLONE_ARGS);
        arguments.here().putLong(0, flags).putLong(EXIT_SIGNAL, exitSignal);
        arguments.here().putLong(SET_TID, ids.there().value()).putLong(SET_TID_SIZE, 1);
        Tracee tracee = Tracee.attached(linux, pid, tid);
        clone(creator, arguments, tracee);
        births.add(tracee);
        Stop stop = tracee.awaitStop();
        if (stop.gone()) {
            throw new TaskGone("task " + tid + " ended as soon as it was made: " + stop);
        }
        return new RestoreTask(tracee, stub);
    }

    private void clone(RestoreTask creator, StubMemory.Shared arguments, Tracee child) {
        Result result;
        try {
            result = creator.tryCall(Nr.CLONE3, arguments.there().value(), CLONE_ARGS);
        } catch (RuntimeException | Error failure) {
            if (child.traced()) { // it was made before its creator broke off
                births.add(child);
            }
            throw failure;
        }
        if (!result.ok()) {
            throw refused(child.tid(), result.errno());
        }
    }

    private static RuntimeException refused(int tid, int errno) {
        return switch (errno) {
            case Errno.EEXIST -> Pids.inUse(tid);
            case Errno.EINVAL ->
                new Unsupported("id " + tid
                        + " cannot be given to a restored task: it is above /proc/sys/kernel/pid_max; raise that");
            default -> new KernelRefused("clone3 with set_tid " + tid, "the process being restored", errno);
        };
    }

    /** Takes away what the seed had: its memory but for the stub, and its descriptors. */
    private void makeBare(RestoreTask task) {
        long start = stub.address().value();
        long end = start + StubMemory.SIZE;
        task.add("munmap below the stub", Nr.MUNMAP, 0, start);
        task.add("munmap above the stub", Nr.MUNMAP, end, END_OF_MEMORY - end);
        task.add("close_range", Nr.CLOSE_RANGE, 0, 0xffffffffL, 0);
        task.run();
    }

    /**
     * Ends a process as it had ended before the dump; it becomes a zombie of its parent.
     *
     * @param code its exit code
     * @param signal the signal that killed it, 0 for none
     */
    void end(RestoreTask task, int code, int signal) {
        Tracee tracee = task.tracee();
        if (signal == 0) {
            task.leave(Nr.EXIT_GROUP, code);
        } else if (signal == Signal.SIGKILL) {
            linux.processes().kill(tracee.pid(), Signal.SIGKILL);
            task.awaitEnd();
        } else {
            noCoreDump(task);
            linux.processes().kill(tracee.pid(), signal);
            tracee.setSignalMask(~(1L << (signal - 1)));
            task.leave(Nr.PAUSE);
        }
    }

    private static void noCoreDump(RestoreTask task) {
        StubMemory.Shared none = task.allocate(16);
        task.call("prlimit", Nr.PRLIMIT64, 0, 4, none.there().value(), 0);
    }

    /** Nothing that was made here is left when this returns, whatever state it is in. */
    void destroy() {
        // Threads and children before those that made them: a leader cannot be reaped before its threads.
        for (int i = births.size() - 1; i >= 0; i--) {
            linux.processes().kill(births.get(i).pid(), Signal.SIGKILL);
        }
        for (int i = births.size() - 1; i >= 0; i--) {
            linux.processes().awaitEnd(births.get(i).tid());
        }
        seed.end();
    }
}
