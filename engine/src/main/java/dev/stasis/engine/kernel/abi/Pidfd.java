package dev.stasis.engine.kernel.abi;

/** pidfd_open(2): linux/pidfd.h. "since" names the first kernel. */
public final class Pidfd {
    // Flags
    public static final int PIDFD_NONBLOCK = 0x800; // since 5.10
    public static final int PIDFD_THREAD = 0x80; // since 6.9

    // pidfd_send_signal(2)
    public static final int PIDFD_SIGNAL_THREAD = 1; // since 6.9
    public static final int PIDFD_SIGNAL_THREAD_GROUP = 2; // since 6.9
    public static final int PIDFD_SIGNAL_PROCESS_GROUP = 4; // since 6.9

    private Pidfd() {}
}
