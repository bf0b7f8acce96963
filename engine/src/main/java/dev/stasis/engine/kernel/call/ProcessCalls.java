package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Nr;

/** Calls about other processes: waiting, signalling, comparing, borrowing descriptors. */
public final class ProcessCalls {
    /** linux/wait.h */
    public static final int WNOHANG = 1;
    /** linux/wait.h: children of every kind, threads and clones included. */
    public static final int WALL = 0x40000000;

    private final Syscalls sys;

    ProcessCalls(Syscalls sys) {
        this.sys = sys;
    }

    public int ownPid() {
        return (int) sys.call(Nr.GETPID);
    }

    public int ownTid() {
        return (int) sys.call(Nr.GETTID);
    }

    /** wait4(2) for exactly {@code pid}; interrupted waits go on. The result is the pid, or 0 with WNOHANG. */
    public Result waitFor(int pid, Block status, int options) {
        Result result;
        do {
            result = new Result(sys.call(Nr.WAIT4, pid, status.address(), options, 0));
        } while (result.failedWith(4));
        return result;
    }

    /**
     * Waits until child or tracee {@code pid} has ended, and reaps it; its stops on the way are passed over. Returns at once
     * if it is neither, or reaped already.
     *
     * <p>Requires: it was killed.
     */
    public void awaitEnd(int pid) {
        try (Arena arena = new Arena()) {
            Block status = arena.allocate(8);
            boolean stopped = true;
            while (stopped) {
                Result result = waitFor(pid, status, WALL);
                // wait(2): the low byte of a stop is 0x7f.
                stopped = result.ok() && (status.getInt(0) & 0xff) == 0x7f;
            }
        }
    }

    public Result kill(int pid, int signal) {
        return new Result(sys.call(Nr.KILL, pid, signal));
    }

    public Result tgkill(int pid, int tid, int signal) {
        return new Result(sys.call(Nr.TGKILL, pid, tid, signal));
    }

    public Result pidfdOpen(int pid, int flags) {
        return new Result(sys.call(Nr.PIDFD_OPEN, pid, flags));
    }

    /** Copies descriptor {@code fd} of the process behind {@code pidfd} into this one. */
    public Result pidfdGetfd(int pidfd, int fd) {
        return new Result(sys.call(Nr.PIDFD_GETFD, pidfd, fd, 0));
    }

    /** kcmp(2): 0 when both are the same kernel object, 1 or 2 for an order, 3 for different without an order. */
    public Result kcmp(int pid1, int pid2, int type, long index1, long index2) {
        return new Result(sys.call(Nr.KCMP, pid1, pid2, type, index1, index2));
    }
}
