package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.Tracee;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the release of a tree one event. Tasks can only be let go one by one; should this process be killed half-way, those
 * still held die with it (EXITKILL), and the seed, which by then watches a pipe of ours, kills those already free.
 */
final class ReleaseGuard implements AutoCloseable {
    private final Linux linux;
    private final RestoreTask seed;
    private final Fd reading;
    private final Fd writing;

    private ReleaseGuard(Linux linux, RestoreTask seed, Fd reading, Fd writing) {
        this.linux = linux;
        this.seed = seed;
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * Turns the seed into the guard.
     *
     * @param pids of all processes of the tree
     */
    static ReleaseGuard arm(Linux linux, RestoreTask seed, List<Integer> pids) {
        try (Arena arena = new Arena()) {
            Block ends = arena.allocate(8);
            new Result(linux.raw().call(Nr.PIPE2, ends.address(), Fcntl.O_CLOEXEC))
                    .orThrow("pipe2", "the release guard");
            Fd reading = Fd.owning(linux.files(), ends.getInt(0));
            Fd writing = Fd.owning(linux.files(), ends.getInt(4));
            ReleaseGuard guard = new ReleaseGuard(linux, seed, reading, writing);
            try {
                guard.start(pids);
            } catch (RuntimeException failure) {
                guard.close();
                throw failure;
            }
            return guard;
        }
    }

    private void start(List<Integer> pids) {
        seed.add("prctl(PR_SET_PDEATHSIG)", Nr.PRCTL, Prctl.PR_SET_PDEATHSIG, 0);
        long own = seed.call("pidfd_open", Nr.PIDFD_OPEN, linux.processes().ownPid(), 0);
        long gate = seed.call("pidfd_getfd of the gate", Nr.PIDFD_GETFD, own, reading.number(), 0);
        List<Integer> watched = new ArrayList<>();
        for (int pid : pids) {
            watched.add((int) seed.call("pidfd_open of " + pid, Nr.PIDFD_OPEN, pid, 0));
        }
        seed.guard(watched, (int) gate);
        seed.tracee().setOptions(Tracee.TRACE_SYSGOOD);
        seed.tracee().detach();
    }

    /**
     * The tree is free: the guard ends.
     *
     * @param ours whether it is our child, to be reaped here
     */
    void dismiss(boolean ours) {
        try (Arena arena = new Arena()) {
            linux.files().write(writing, arena.allocate(1)).orThrow("write", "the release guard");
            if (ours) {
                linux.processes().waitFor(seed.tid(), arena.allocate(8), ProcessCalls.WALL);
            }
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
