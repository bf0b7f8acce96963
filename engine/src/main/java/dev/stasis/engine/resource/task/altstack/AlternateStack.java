package dev.stasis.engine.resource.task.altstack;

import dev.stasis.engine.kernel.abi.Signal;

/**
 * stack_t, see sigaltstack(2).
 *
 * @param start lowest address
 * @param size in bytes
 * @param flags SS_ constants; SS_DISABLE for none
 */
public record AlternateStack(long start, long size, int flags) {
    public static final AlternateStack NONE = new AlternateStack(0, 0, Signal.SS_DISABLE);

    /** Size of stack_t. */
    static final int BYTES = 24;

    boolean present() {
        return (flags & Signal.SS_DISABLE) == 0;
    }
}
