package dev.stasis.engine.kernel.abi;

/** memfd_create(2): linux/memfd.h. "since" names the first kernel. */
public final class Memfd {
    // Flags
    public static final int MFD_CLOEXEC = 1; // since 3.17
    public static final int MFD_ALLOW_SEALING = 2; // since 3.17
    public static final int MFD_HUGETLB = 4; // since 4.14
    public static final int MFD_NOEXEC_SEAL = 8; // since 6.3
    public static final int MFD_EXEC = 0x10; // since 6.3
    public static final int MFD_HUGE_SHIFT = 0x1a;
    public static final int MFD_HUGE_MASK = 0x3f;
    public static final int MFD_HUGE_2MB = 0x54000000;
    public static final int MFD_HUGE_1GB = 0x78000000;

    private Memfd() {}
}
