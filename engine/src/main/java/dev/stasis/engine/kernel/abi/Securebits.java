package dev.stasis.engine.kernel.abi;

/** Bits of PR_SET_SECUREBITS: linux/securebits.h. "since" names the first kernel. */
public final class Securebits {
    public static final int SECBIT_NOROOT = 1;
    public static final int SECBIT_NOROOT_LOCKED = 2;
    public static final int SECBIT_NO_SETUID_FIXUP = 4;
    public static final int SECBIT_NO_SETUID_FIXUP_LOCKED = 8;
    public static final int SECBIT_KEEP_CAPS = 0x10;
    public static final int SECBIT_KEEP_CAPS_LOCKED = 0x20;
    public static final int SECBIT_NO_CAP_AMBIENT_RAISE = 0x40; // since 4.3
    public static final int SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED = 0x80; // since 4.3

    private Securebits() {}
}
