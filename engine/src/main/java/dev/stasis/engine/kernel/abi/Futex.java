package dev.stasis.engine.kernel.abi;

/** The word of a futex and robust lists: linux/futex.h. */
public final class Futex {
    public static final long FUTEX_WAITERS = 0x80000000L;
    public static final int FUTEX_OWNER_DIED = 0x40000000;
    public static final int FUTEX_TID_MASK = 0x3fffffff;
    public static final int ROBUST_LIST_LIMIT = 0x800;
    public static final int FUTEX_WAIT = 0;
    public static final int FUTEX_WAKE = 1;
    public static final int FUTEX_PRIVATE_FLAG = 0x80;

    private Futex() {}
}
