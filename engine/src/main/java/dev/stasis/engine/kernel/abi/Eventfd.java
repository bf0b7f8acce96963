package dev.stasis.engine.kernel.abi;

/** eventfd(2): linux/eventfd.h, before Linux 6.7 only in sys/eventfd.h of libc. */
public final class Eventfd {
    // Flags
    public static final int EFD_SEMAPHORE = 1;
    public static final int EFD_CLOEXEC = 0x80000;
    public static final int EFD_NONBLOCK = 0x800;

    private Eventfd() {}
}
