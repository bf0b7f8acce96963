package dev.stasis.engine.kernel.abi;

/** Modes of fallocate(2): linux/falloc.h. "since" names the first kernel. */
public final class Falloc {
    public static final int FALLOC_FL_KEEP_SIZE = 1;
    public static final int FALLOC_FL_PUNCH_HOLE = 2; // since 2.6.38, only with KEEP_SIZE

    private Falloc() {}
}
