package dev.stasis.test.mutant;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;

/**
 * What getrusage(2) tells.
 *
 * @param millis processor time, in user and kernel mode
 * @param peakKib most memory that one process had at a time
 */
record Usage(long millis, long peakKib) {
    private static final int CHILDREN = -1;
    private static final int SELF = 0;

    /** Of this process. */
    static Usage own() {
        return of(SELF);
    }

    /** Of its children that have ended and been reaped, and of theirs. */
    static Usage children() {
        return of(CHILDREN);
    }

    private static Usage of(int who) {
        try (Arena arena = new Arena()) {
            // struct rusage: two struct timeval, ru_maxrss, and 13 more
            Block usage = arena.allocate(144);
            Linux.real().raw().call(Nr.GETRUSAGE, who, usage.address());
            long seconds = usage.getLong(0) + usage.getLong(16);
            long micros = usage.getLong(8) + usage.getLong(24);
            return new Usage(seconds * 1000 + micros / 1000, usage.getLong(32));
        }
    }
}
