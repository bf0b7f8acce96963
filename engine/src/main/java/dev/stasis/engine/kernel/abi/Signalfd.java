package dev.stasis.engine.kernel.abi;

/** signalfd(2): linux/signalfd.h. */
public final class Signalfd {
    // Flags
    public static final int SFD_CLOEXEC = 0x80000;
    public static final int SFD_NONBLOCK = 0x800;

    private Signalfd() {}
}
