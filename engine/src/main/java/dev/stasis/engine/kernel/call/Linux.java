package dev.stasis.engine.kernel.call;

/** The running kernel: typed calls grouped by subject, over one {@link Syscalls} seam. Cheap to pass around, thread-safe. */
public final class Linux {
    private static final NativeSyscalls NATIVE = new NativeSyscalls();
    private static final Linux REAL = new Linux(NATIVE);

    private final Syscalls syscalls;
    private final FileCalls files;
    private final PathCalls paths;
    private final MemoryCalls memory;
    private final ProcessCalls processes;
    private final PtraceCalls ptrace;
    private final SocketCalls sockets;

    /** Typed calls over a scripted kernel, for tests; production code uses {@link #real()}. */
    public Linux(Syscalls syscalls) {
        this.syscalls = syscalls;
        this.files = new FileCalls(syscalls);
        this.paths = new PathCalls(syscalls, files);
        this.memory = new MemoryCalls(syscalls);
        this.processes = new ProcessCalls(syscalls);
        this.ptrace = new PtraceCalls(syscalls);
        this.sockets = new SocketCalls(syscalls, files);
    }

    /** The kernel this process runs on. */
    public static Linux real() {
        return REAL;
    }

    public Syscalls raw() {
        return syscalls;
    }

    public FileCalls files() {
        return files;
    }

    public PathCalls paths() {
        return paths;
    }

    public MemoryCalls memory() {
        return memory;
    }

    public ProcessCalls processes() {
        return processes;
    }

    public PtraceCalls ptrace() {
        return ptrace;
    }

    public SocketCalls sockets() {
        return sockets;
    }

    /**
     * Starts a child that shares this process's memory and runs {@code code} on its own stack until it execs or exits;
     * the calling thread waits for that (CLONE_VM and CLONE_VFORK are implied). This is how a process that will be
     * traced is born: never by ProcessBuilder, whose reaper thread steals its stops.
     *
     * @param code address of position-independent machine code, entered as {@code int code(void *argument)}
     * @param stackTop 16-byte aligned end of memory for the child's stack
     * @param flags further CLONE_* flags and the exit signal in the low byte
     */
    public Result spawn(long code, long stackTop, long flags, long argument) {
        return new Result(NATIVE.clone(code, stackTop, flags, argument));
    }
}
