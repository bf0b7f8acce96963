package dev.stasis.engine.kernel.call;

import dev.stasis.engine.api.error.KernelRefused;

/**
 * Answer of a system call that may be refused as part of the plan.
 *
 * @param raw what the kernel returned: a value, or {@code -errno}
 */
public record Result(long raw) {
    public boolean ok() {
        return raw < -4095 || raw >= 0;
    }

    /** Positive error number; 0 when the call succeeded. */
    public int errno() {
        return ok() ? 0 : (int) -raw;
    }

    public boolean failedWith(int errno) {
        return raw == -errno;
    }

    /** The value, or {@link KernelRefused} naming {@code call} and {@code subject}. */
    public long orThrow(String call, String subject) {
        if (!ok()) {
            throw new KernelRefused(call, subject, errno());
        }
        return raw;
    }
}
