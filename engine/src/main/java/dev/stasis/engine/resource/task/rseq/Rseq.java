package dev.stasis.engine.resource.task.rseq;

import dev.stasis.engine.trace.RemoteAddress;

/**
 * A registration; {@link #NONE} when the thread has none.
 *
 * @param area address of the thread's struct rseq
 * @param length in bytes, as registered
 * @param signature the word that precedes every abort address
 */
public record Rseq(RemoteAddress area, int length, int signature) {
    public static final Rseq NONE = new Rseq(new RemoteAddress(0), 0, 0);

    /** The first struct rseq; later kernels append to it. */
    static final int SMALLEST = 32;

    static final int LARGEST = 4096;

    public boolean registered() {
        return area.value() != 0;
    }
}
