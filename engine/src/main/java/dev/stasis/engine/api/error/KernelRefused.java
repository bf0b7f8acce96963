package dev.stasis.engine.api.error;

import dev.stasis.engine.kernel.abi.Errno;

/** A system call that may not fail did. The message names the call, its subject and the kernel's reason. */
public final class KernelRefused extends StasisException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int errno;

    /**
     * @param call name of the system call, with its command where one call has many ({@code "ptrace(SEIZE)"})
     * @param subject on whom: a path, a pid, a descriptor; empty when the call has none
     * @param errno the kernel's positive error number
     */
    public KernelRefused(String call, String subject, int errno) {
        super(
                subject.isEmpty()
                        ? call + " failed: " + Errno.describe(errno)
                        : call + " failed on " + subject + ": " + Errno.describe(errno),
                null);
        this.call = call;
        this.errno = errno;
    }

    public String call() {
        return call;
    }

    /** Positive error number of asm-generic/errno.h. */
    public int errno() {
        return errno;
    }
}
