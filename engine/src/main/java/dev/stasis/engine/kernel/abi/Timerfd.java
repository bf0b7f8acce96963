package dev.stasis.engine.kernel.abi;

/** timerfd_create(2): linux/timerfd.h. "since" names the first kernel. */
public final class Timerfd {
    // Flags
    public static final int TFD_TIMER_ABSTIME = 1;
    public static final int TFD_TIMER_CANCEL_ON_SET = 2;
    public static final int TFD_CLOEXEC = 0x80000;
    public static final int TFD_NONBLOCK = 0x800;

    // Sets the number of expirations that were not read yet; needs CONFIG_CHECKPOINT_RESTORE
    public static final int TFD_IOC_SET_TICKS = 0x40085400; // since 3.17

    private Timerfd() {}
}
