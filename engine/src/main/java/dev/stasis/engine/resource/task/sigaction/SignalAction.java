package dev.stasis.engine.resource.task.sigaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kernel's struct sigaction of x86-64 (asm/signal.h), which is not libc's.
 *
 * @param handler address, or SIG_DFL 0, SIG_IGN 1
 * @param flags SA_ constants
 * @param restorer address of the code that returns from the handler; x86-64 demands one with SA_RESTORER
 * @param mask signals blocked while the handler runs, bit n-1 for signal n
 */
public record SignalAction(long handler, long flags, long restorer, long mask) {
    public static final SignalAction DEFAULT = new SignalAction(0, 0, 0, 0);

    /** Size of the structure. */
    public static final int BYTES = 32;

    static SignalAction read(ByteBuffer from) {
        return new SignalAction(from.getLong(0), from.getLong(8), from.getLong(16), from.getLong(24));
    }

    /** The structure, as rt_sigaction takes it. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(handler)
                .putLong(flags)
                .putLong(restorer)
                .putLong(mask)
                .array();
    }
}
