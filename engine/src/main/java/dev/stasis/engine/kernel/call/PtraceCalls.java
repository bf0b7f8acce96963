package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Nr;

/**
 * The raw ptrace(2) system call. Requires: called on the thread that attached the tracee; any other gets ESRCH.
 *
 * <p>glibc's wrapper with its own PEEK convention is not used.
 */
public final class PtraceCalls {
    private final Syscalls sys;

    PtraceCalls(Syscalls sys) {
        this.sys = sys;
    }

    public Result request(long request, int tid, long address, long data) {
        return new Result(sys.call(Nr.PTRACE, request, tid, address, data));
    }
}
