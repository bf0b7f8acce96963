package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.trace.x86_64.CopyStub;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process that holds the memory which another one had at an instant, by copy-on-write, and never runs. The other may go
 * on at once.
 *
 * <p>It is a child of the original with exit signal 0, which the original's own waits do not see. So that nothing stays
 * when it ends, the original has a further thread meanwhile, the reaper, which does nothing but wait for it. It shares the
 * original's table of descriptors and has none of its own: what the original closes is closed. Short of memory, the kernel
 * ends it before any other process.
 *
 * <p>If this process is killed, the copy dies with it (PTRACE_O_EXITKILL; before that is set, it runs into code that ends
 * it), and the reaper after it.
 *
 * <p>Shared mappings are the original's own, and ranges under MADV_DONTFORK and MADV_WIPEONFORK are not in it.
 */
public final class MemoryCopy implements AutoCloseable {
    private static final int LEADER_SLOT = 0;
    private static final long THREAD = Sched.CLONE_VM | Sched.CLONE_SIGHAND | Sched.CLONE_THREAD | Sched.CLONE_FILES;
    private static final int EVENT_CLONE = 3;
    private static final int SIGKILL = 9;
    private static final int O_WRONLY = 1;
    private static final int POLLS = 2_000;
    private static final long POLL_NANOS = 500_000;

    private final Linux linux;
    private final Tracee reaper;
    private final Tracee copy;
    private final Stub stub;
    private boolean held = true;

    private MemoryCopy(Linux linux, Tracee reaper, Tracee copy, Stub stub) {
        this.linux = linux;
        this.reaper = reaper;
        this.copy = copy;
        this.stub = stub;
    }

    /** The code, through a file that stands for the original's memory even when its pid is another's. */
    private record Stub(RemoteMemory memory, Fd file, RemoteAddress address) implements AutoCloseable {
        static Stub write(RemoteMemory memory, StubSite site) {
            Stub stub = new Stub(memory, memory.openForced(), site.copies());
            try {
                memory.force(stub.file, stub.address, CopyStub.of(StubSite.healFromCopies(LEADER_SLOT)));
                return stub;
            } catch (RuntimeException failure) {
                stub.close();
                throw failure;
            }
        }

        /** Requires: no thread is in it. */
        void erase() {
            try {
                memory.force(file, address, new byte[CopyStub.SIZE]);
            } catch (TaskGone | KernelRefused gone) {
                // The memory is gone with its process, or by an exec, and the code with it.
                return;
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /**
     * Makes one. Costs about 11 ms for each GB that the original has.
     *
     * <p>Requires: all threads of the process are stopped, but not by a job-control stop; no scope is open in it and
     * no other copy of it is held; it is in this process's pid namespace.
     *
     * @throws KernelRefused when there may be no further process or not enough memory; nothing has changed then
     */
    public static MemoryCopy of(Tracee leader, ThreadState state, StubSite site) {
        Stub stub = Stub.write(leader.memory(), site);
        @Nullable Tracee reaper = null;
        try {
            leader.setOptions(Tracee.TRACE_SYSGOOD | Tracee.TRACE_CLONE);
            try (RemoteSyscalls remote = RemoteSyscalls.open(leader, state, site, LEADER_SLOT)) {
                long tid = remote.callAt(stub.address, Nr.CLONE, THREAD, 0, 0, 0, 0)
                        .orThrow("clone of a thread", leader.toString());
                reaper = Tracee.attached(leader.linux(), leader.pid(), (int) tid);
            }
            Tracee copy = bear(reaper, leader);
            reaper.detach();
            leader.setOptions(Tracee.TRACE_SYSGOOD);
            return new MemoryCopy(leader.linux(), reaper, copy, stub);
        } catch (RuntimeException failure) {
            try (stub) {
                if (reaper == null || !Files.exists(path(reaper))) {
                    stub.erase();
                } else {
                    reaper.detach();
                }
            }
            if (failure instanceof KernelRefused) {
                leader.setOptions(Tracee.TRACE_SYSGOOD);
            }
            throw failure;
        }
    }

    private static Path path(Tracee reaper) {
        return Path.of("/proc/" + reaper.pid() + "/task/" + reaper.tid());
    }

    /** Lets the reaper make the copy. Both stand still afterwards, the copy before its first instruction. */
    private static Tracee bear(Tracee reaper, Tracee leader) {
        Stop stop = reaper.awaitStop();
        while (stop.kind() != Stop.Kind.EVENT || stop.detail() != EVENT_CLONE) {
            if (stop.kind() == Stop.Kind.EXITED && stop.detail() != 0) {
                throw new KernelRefused("clone", leader.toString(), stop.detail());
            }
            if (stop.gone()) {
                throw new TaskGone(leader + " was killed while its memory was copied");
            }
            if (stop.kind() == Stop.Kind.SIGNAL) {
                reaper.defer(stop.detail());
            }
            reaper.resume(0);
            stop = reaper.awaitStop();
        }
        int pid = (int) reaper.eventMessage();
        Tracee copy = Tracee.attached(leader.linux(), pid, pid);
        try {
            if (copy.awaitStop().gone()) {
                throw new TaskGone("the copy of " + leader + "'s memory was killed");
            }
            copy.setOptions(Tracee.EXIT_KILL | Tracee.TRACE_SYSGOOD);
            killFirst(leader.linux(), pid);
            return copy;
        } catch (RuntimeException failure) {
            leader.linux().processes().kill(pid, SIGKILL);
            throw failure;
        }
    }

    /** Copy-on-write may double what the original uses: if that is too much, the copy shall go and not the original. */
    private static void killFirst(Linux linux, int pid) {
        Result file = linux.files().tryOpen("/proc/" + pid + "/oom_score_adj", O_WRONLY, 0);
        if (file.ok()) {
            try (Fd open = linux.files().adopt(file, "open", "oom_score_adj");
                    Arena arena = new Arena()) {
                // A refusal leaves it as likely to go as the original.
                linux.files().write(open, arena.copy("1000".getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    /** Whose memory is to be read. */
    public int pid() {
        return copy.pid();
    }

    /**
     * Whether its remains are left in the original after its end: that has executed another program meanwhile, and so
     * has lost the reaper.
     */
    public boolean remains() {
        return !held
                && !Files.exists(path(reaper))
                && ProcessStat.find(copy.pid())
                        .filter(stat -> stat.dead() && stat.parentPid() == original())
                        .isPresent();
    }

    /** The process whose memory it was. */
    public int original() {
        return reaper.pid();
    }

    /** Ends the copy; the original is as it was before when this returns, unless something holds it up. */
    @Override
    public void close() {
        if (!held) {
            return;
        }
        held = false;
        try (stub) {
            linux.processes().kill(copy.pid(), SIGKILL);
            awaitEnd();
            if (reaperLeaves()) {
                stub.erase();
            }
        }
    }

    private void awaitEnd() {
        try {
            Stop stop;
            do {
                stop = copy.awaitStop();
            } while (!stop.gone());
        } catch (TaskGone reaped) {
            // Nothing is left of it.
            return;
        }
    }

    /** False if the original was stopped meanwhile: the reaper then leaves when that is over, and its code stays. */
    private boolean reaperLeaves() {
        for (int i = 0; Files.exists(path(reaper)); i++) {
            if (i == POLLS) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
