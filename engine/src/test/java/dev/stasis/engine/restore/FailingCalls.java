package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Syscalls;
import java.util.Set;

/** The running kernel, which refuses one call: the {@code number}th of those that may be refused at all. */
final class FailingCalls implements Syscalls {
    /** What cleans up: these calls fail for nobody who does it right. */
    private static final Set<Long> NEVER =
            Set.of((long) Nr.WAIT4, (long) Nr.KILL, (long) Nr.CLOSE, (long) Nr.MUNMAP, (long) Nr.GETTID);

    private final Syscalls kernel = Linux.real().raw();
    private final int number;
    private int calls;

    FailingCalls(int number) {
        this.number = number;
    }

    /** Whether the call came. */
    boolean refused() {
        return calls > number;
    }

    @Override
    public long call(long nr, long a, long b, long c, long d, long e, long f) {
        if (!NEVER.contains(nr) && calls++ == number) {
            return -Errno.EPERM;
        }
        return kernel.call(nr, a, b, c, d, e, f);
    }
}
