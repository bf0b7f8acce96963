package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.trace.x86_64.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thread under ptrace, seized by the session's thread and usable from it only.
 *
 * <p>Requires for everything but {@link #interrupt} and {@link #awaitStop}: the thread is stopped.
 */
public final class Tracee {
    /** PTRACE_O_TRACESYSGOOD: without it PTRACE_SYSCALL is not safe against the tracer's death. */
    public static final long TRACE_SYSGOOD = 1;

    public static final long TRACE_FORK = 2;
    public static final long TRACE_CLONE = 8;
    /** PTRACE_O_EXITKILL: the tracee dies with its tracer. For restores only. */
    public static final long EXIT_KILL = 0x100000;
    /** PTRACE_O_SUSPEND_SECCOMP: injected calls pass a target's filters. */
    public static final long SUSPEND_SECCOMP = 0x200000;

    private static final long CONT = 7;
    private static final long SYSCALL = 24;
    private static final long DETACH = 17;
    private static final long SETOPTIONS = 0x4200;
    private static final long GETEVENTMSG = 0x4201;
    private static final long GETSIGINFO = 0x4202;
    private static final long GETREGSET = 0x4204;
    private static final long SETREGSET = 0x4205;
    private static final long SEIZE = 0x4206;
    private static final long INTERRUPT = 0x4207;
    private static final long PEEKSIGINFO = 0x4209;
    private static final long GETSIGMASK = 0x420a;
    private static final long SETSIGMASK = 0x420b;
    private static final long RSEQ_CONFIGURATION = 0x420f;

    private static final long NT_PRSTATUS = 1;
    private static final long NT_X86_XSTATE = 0x202;
    private static final int XSTATE_MAX = 1 << 16;
    private static final int SIGINFO = 128;
    private static final int SIGNALS_A_READ = 32;

    private final Linux linux;
    private final int pid;
    private final int tid;
    private final Thread owner = Thread.currentThread();
    private int deferredSignal;

    private Tracee(Linux linux, int pid, int tid) {
        this.linux = linux;
        this.pid = pid;
        this.tid = tid;
    }

    /**
     * Attaches to thread {@code tid} of process {@code pid} without stopping it.
     *
     * @throws TaskGone when there is no such thread any more
     */
    public static Tracee seize(Linux linux, int pid, int tid, long options) {
        Result result = trySeize(linux, tid, options);
        if (result.failedWith(3)) {
            throw new TaskGone("thread " + tid + " of process " + pid + " has ended");
        }
        result.orThrow("ptrace(SEIZE)", "thread " + tid + " of process " + pid);
        return new Tracee(linux, pid, tid);
    }

    static Result trySeize(Linux linux, int tid, long options) {
        return linux.ptrace().request(SEIZE, tid, 0, options);
    }

    /** A thread that became a tracee by itself: the child of a tracee with TRACE_FORK or TRACE_CLONE. */
    public static Tracee attached(Linux linux, int pid, int tid) {
        return new Tracee(linux, pid, tid);
    }

    public int pid() {
        return pid;
    }

    public int tid() {
        return tid;
    }

    public Linux linux() {
        return linux;
    }

    public RemoteMemory memory() {
        return new RemoteMemory(linux, tid);
    }

    /** Asks for a stop; it is over when {@link #awaitStop} has returned it. */
    public void interrupt() {
        need(request(INTERRUPT, 0, 0), "INTERRUPT");
    }

    /** Waits for the next stop of this very thread. */
    public Stop awaitStop() {
        return waitForStop(0).orElseThrow();
    }

    /** The next stop of this very thread, if it has come already. */
    public Optional<Stop> pollStop() {
        return waitForStop(ProcessCalls.WNOHANG);
    }

    /** Whether such a thread exists, in whatever state, and is a tracee of the calling thread. */
    public boolean traced() {
        return ProcFile.tryRead("/proc/" + tid + "/status")
                .map(status -> ProcessStatus.parse(status).tracer()
                        == linux.processes().ownTid())
                .orElse(false);
    }

    private Optional<Stop> waitForStop(int options) {
        try (Arena arena = new Arena()) {
            Block status = arena.allocate(8);
            Result result = linux.processes().waitFor(tid, status, ProcessCalls.WALL | options);
            if (result.failedWith(10)) {
                throw new TaskGone("thread " + tid + " of process " + pid + " has ended");
            }
            long found = result.orThrow("wait4", "thread " + tid);
            return found == 0 ? Optional.empty() : Optional.of(Stop.of(status.getInt(0)));
        }
    }

    /** Lets the thread run on, delivering {@code signal} unless it is 0. */
    public void resume(int signal) {
        need(request(CONT, 0, signal), "CONT");
    }

    /** Lets the thread run to its next entry or exit of a system call. */
    void resumeToSyscall() {
        need(request(SYSCALL, 0, 0), "SYSCALL");
    }

    public Registers registers() {
        try (Arena arena = new Arena()) {
            Block registers = arena.allocate(Registers.BYTES);
            regset(arena, GETREGSET, NT_PRSTATUS, registers);
            return Registers.readFrom(registers);
        }
    }

    public void setRegisters(Registers registers) {
        try (Arena arena = new Arena()) {
            Block block = arena.allocate(Registers.BYTES);
            registers.writeTo(block);
            regset(arena, SETREGSET, NT_PRSTATUS, block);
        }
    }

    /** Length of the register set: 216 for a 64-bit task, 68 for a 32-bit one. */
    public int registerBytes() {
        try (Arena arena = new Arena()) {
            return (int) regset(arena, GETREGSET, NT_PRSTATUS, arena.allocate(Registers.BYTES));
        }
    }

    /** The extended state in the processor's standard XSAVE format. */
    public byte[] xstate() {
        try (Arena arena = new Arena()) {
            Block block = arena.allocate(XSTATE_MAX);
            int length = (int) regset(arena, GETREGSET, NT_X86_XSTATE, block);
            return block.getBytes(0, length);
        }
    }

    public void setXstate(byte[] state) {
        try (Arena arena = new Arena()) {
            regset(arena, SETREGSET, NT_X86_XSTATE, arena.copy(state));
        }
    }

    /** Blocked signals; bit n-1 stands for signal n. */
    public long signalMask() {
        try (Arena arena = new Arena()) {
            Block mask = arena.allocate(8);
            need(request(GETSIGMASK, 8, mask.address()), "GETSIGMASK");
            return mask.getLong(0);
        }
    }

    public void setSignalMask(long mask) {
        try (Arena arena = new Arena()) {
            Block block = arena.allocate(8).putLong(0, mask);
            need(request(SETSIGMASK, 8, block.address()), "SETSIGMASK");
        }
    }

    /** The siginfo of the stop, 128 bytes; for a job-control stop its signal is the stopping one. */
    public byte[] stopInfo() {
        try (Arena arena = new Arena()) {
            Block info = arena.allocate(SIGINFO);
            need(request(GETSIGINFO, 0, info.address()), "GETSIGINFO");
            return info.getBytes(0, SIGINFO);
        }
    }

    /**
     * Pending signals in queue order, 128 bytes of siginfo each.
     *
     * @param shared the process's queue instead of the thread's own
     */
    public List<byte[]> pendingSignals(boolean shared) {
        List<byte[]> signals = new ArrayList<>();
        try (Arena arena = new Arena()) {
            Block arguments = arena.allocate(16);
            Block infos = arena.allocate((long) SIGNALS_A_READ * SIGINFO);
            int got;
            do {
                arguments.putLong(0, signals.size()).putInt(8, shared ? 1 : 0).putInt(12, SIGNALS_A_READ);
                got = (int) need(request(PEEKSIGINFO, arguments.address(), infos.address()), "PEEKSIGINFO");
                for (int i = 0; i < got; i++) {
                    signals.add(infos.getBytes((long) i * SIGINFO, SIGINFO));
                }
            } while (got == SIGNALS_A_READ);
        }
        return signals;
    }

    /** struct ptrace_rseq_configuration, 24 bytes: pointer u64, size u32, signature u32, flags u32, padding. */
    public byte[] rseqConfiguration() {
        try (Arena arena = new Arena()) {
            Block block = arena.allocate(24);
            need(request(RSEQ_CONFIGURATION, 24, block.address()), "GET_RSEQ_CONFIGURATION");
            return block.getBytes(0, 24);
        }
    }

    /** The message of the last event stop: for a fork or clone the new thread's id. */
    public long eventMessage() {
        try (Arena arena = new Arena()) {
            Block message = arena.allocate(8);
            need(request(GETEVENTMSG, 0, message.address()), "GETEVENTMSG");
            return message.getLong(0);
        }
    }

    public void setOptions(long options) {
        need(request(SETOPTIONS, 0, options), "SETOPTIONS");
    }

    /** Any other ptrace request on this thread. */
    public Result request(long request, long address, long data) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("tracee " + tid + " belongs to " + owner.getName() + ", not to "
                    + Thread.currentThread().getName());
        }
        return linux.ptrace().request(request, tid, address, data);
    }

    /** A stopping signal that arrived while calls were injected: it is delivered when the thread is let go. */
    void defer(int signal) {
        deferredSignal = signal;
    }

    /** Lets the thread go on untraced. A thread that is gone already is no error. */
    public void detach() {
        Result result = request(DETACH, 0, deferredSignal);
        if (!result.failedWith(3)) {
            result.orThrow("ptrace(DETACH)", toString());
        }
    }

    private long regset(Arena arena, long request, long type, Block block) {
        Block vector = arena.allocate(16).putLong(0, block.address()).putLong(8, block.size());
        need(request(request, type, vector.address()), request == GETREGSET ? "GETREGSET" : "SETREGSET");
        return vector.getLong(8);
    }

    private long need(Result result, String name) {
        if (result.failedWith(3)) {
            throw new TaskGone("thread " + tid + " of process " + pid + " ended while it was traced");
        }
        return result.orThrow("ptrace(" + name + ")", toString());
    }

    @Override
    public String toString() {
        return tid == pid ? "process " + pid : "thread " + tid + " of process " + pid;
    }
}
