package dev.stasis.engine.kernel.abi;

/** Events of poll(2): asm-generic/poll.h. */
public final class Poll {
    public static final int POLLIN = 1;
    public static final int POLLPRI = 2;
    public static final int POLLOUT = 4;
    public static final int POLLERR = 8;
    public static final int POLLHUP = 0x10;
    public static final int POLLNVAL = 0x20;

    private Poll() {}
}
