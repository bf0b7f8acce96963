package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.Unsupported;

/** How long it may take until a tree stands still. */
final class FreezeDeadline {
    private final int seconds;
    private final long end;

    /** Begins now; {@code seconds} 0 is for ever. */
    FreezeDeadline(int seconds) {
        this.seconds = seconds;
        this.end = System.nanoTime() + seconds * 1_000_000_000L;
    }

    void check() {
        if (seconds > 0 && System.nanoTime() - end > 0) {
            throw new Unsupported("the tree did not stand still within " + seconds
                    + " seconds; it forks too fast or a thread hangs in the kernel: raise --timeout, or stop it first");
        }
    }
}
