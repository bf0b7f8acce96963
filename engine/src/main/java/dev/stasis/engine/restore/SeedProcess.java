package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.engine.trace.x86_64.SeedCode;

/**
 * The process from which restored tasks are cloned: a program of some hundred bytes in a memfd, started by a vfork-like
 * clone on the tracer's thread, seized with EXITKILL before it has done anything.
 */
public final class SeedProcess {
    private static final long CLONE_VM = 0x100;
    private static final long CLONE_VFORK = 0x4000;
    private static final long CLONE_PARENT = 0x8000;
    private static final int STACK = 64 << 10;
    private static final long OPTIONS =
            Tracee.EXIT_KILL | Tracee.TRACE_SYSGOOD | Tracee.TRACE_FORK | Tracee.TRACE_CLONE;
    private static final int PROT_ALL = 7;
    private static final int MAP_SHARED_FIXED_NOREPLACE = 0x100001;

    private final Linux linux;
    private final Tracee tracee;
    private final Registers base;

    private SeedProcess(Linux linux, Tracee tracee) {
        this.linux = linux;
        this.tracee = tracee;
        this.base = tracee.registers();
    }

    /**
     * Starts and seizes a seed.
     *
     * @param sibling make it a child of this process's parent instead of this process (restore --restore-sibling)
     */
    public static SeedProcess start(Linux linux, boolean sibling) {
        int pid = spawn(linux, sibling);
        try {
            Tracee tracee = Tracee.seize(linux, pid, pid, OPTIONS);
            tracee.interrupt();
            Stop stop = tracee.awaitStop();
            if (stop.gone()) {
                throw new TaskGone("the seed process " + pid + " ended before it could be used: " + stop);
            }
            return new SeedProcess(linux, tracee);
        } catch (RuntimeException | Error failure) {
            end(linux, pid);
            throw failure;
        }
    }

    /** Kills and reaps the seed, whatever state it is in. */
    public void end() {
        end(linux, tracee.pid());
    }

    /** Requires: the process was not reaped yet, or was never ours to reap, so that its pid is still its own. */
    private static void end(Linux linux, int pid) {
        linux.processes().kill(pid, Signal.SIGKILL);
        linux.processes().awaitEnd(pid);
    }

    /** Starts a process that nobody traces: it has a vDSO and little else, and ends by itself within ten seconds. */
    public static int startUntraced(Linux linux) {
        return spawn(linux, false);
    }

    public Tracee tracee() {
        return tracee;
    }

    /** Maps the shared stub into the seed, from which every clone inherits it. */
    RestoreTask adopt(StubMemory stub) {
        int own = linux.processes().ownPid();
        int pidfd = (int) call(Nr.PIDFD_OPEN, own, 0).orThrow("pidfd_open", "own pid in the seed");
        Result fd = call(Nr.PIDFD_GETFD, pidfd, stub.file().number(), 0);
        long number = fd.orThrow("pidfd_getfd", "the stub's memory");
        Result mapped =
                call(Nr.MMAP, stub.address().value(), StubMemory.SIZE, PROT_ALL, MAP_SHARED_FIXED_NOREPLACE, number, 0);
        if (!mapped.ok()) {
            throw new KernelRefused("mmap of the stub", "seed at " + stub.address(), mapped.errno());
        }
        call(Nr.CLOSE, number);
        call(Nr.CLOSE, pidfd);
        return new RestoreTask(tracee, stub);
    }

    private Result call(long nr, long... arguments) {
        tracee.setRegisters(base.calling(SeedCode.callAddress(), nr, arguments));
        tracee.resume(0);
        Stop stop = tracee.awaitStop();
        if (stop.kind() != Stop.Kind.SIGNAL || stop.detail() != Signal.SIGTRAP) {
            throw new TaskGone("the seed process " + tracee.pid() + " did not do its first calls: " + stop);
        }
        return new Result(tracee.registers().get(Registers.RAX));
    }

    private static int spawn(Linux linux, boolean sibling) {
        try (Arena arena = new Arena();
                Fd program = linux.files().memfd("stasis-seed", 1)) {
            linux.files().write(program, arena.copy(SeedCode.elf())).orThrow("write", "the seed's program in a memfd");
            Block code = linux.memory().mapAnonymous(4096 + STACK, 7);
            try {
                code.putBytes(0, SeedCode.birth());
                Block argument = arena.allocate(64);
                argument.putBytes(0, SeedCode.birthArgument(argument.address(), program.number()));
                long flags = CLONE_VM | CLONE_VFORK | Signal.SIGCHLD | (sibling ? CLONE_PARENT : 0);
                Result child =
                        linux.spawn(code.address(), code.address() + 4096 + STACK - 64, flags, argument.address());
                if (!child.ok()) {
                    throw new Unsupported("a process cannot be started for the restore: "
                            + new KernelRefused("clone", "", child.errno()).getMessage());
                }
                return (int) child.raw();
            } finally {
                linux.memory().unmap(code);
            }
        }
    }
}
