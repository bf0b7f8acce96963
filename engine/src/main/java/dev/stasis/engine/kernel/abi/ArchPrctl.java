package dev.stasis.engine.kernel.abi;

/** arch_prctl(2): asm/prctl.h. The ARCH_MAP_VDSO codes need CONFIG_CHECKPOINT_RESTORE. "since" names the first kernel. */
public final class ArchPrctl {
    // Codes
    public static final int ARCH_SET_GS = 0x1001;
    public static final int ARCH_SET_FS = 0x1002;
    public static final int ARCH_GET_FS = 0x1003;
    public static final int ARCH_GET_GS = 0x1004;
    public static final int ARCH_GET_CPUID = 0x1011; // since 4.12
    public static final int ARCH_SET_CPUID = 0x1012; // since 4.12
    public static final int ARCH_GET_XCOMP_SUPP = 0x1021; // since 5.16
    public static final int ARCH_GET_XCOMP_PERM = 0x1022; // since 5.16
    public static final int ARCH_REQ_XCOMP_PERM = 0x1023; // since 5.16
    public static final int ARCH_MAP_VDSO_X32 = 0x2001; // since 4.9
    public static final int ARCH_MAP_VDSO_32 = 0x2002; // since 4.9
    public static final int ARCH_MAP_VDSO_64 = 0x2003; // since 4.9
    public static final int ARCH_SHSTK_ENABLE = 0x5001; // since 6.6
    public static final int ARCH_SHSTK_DISABLE = 0x5002; // since 6.6
    public static final int ARCH_SHSTK_LOCK = 0x5003; // since 6.6
    public static final int ARCH_SHSTK_UNLOCK = 0x5004; // since 6.6
    public static final int ARCH_SHSTK_STATUS = 0x5005; // since 6.6

    // Features of a shadow stack
    public static final int ARCH_SHSTK_SHSTK = 1; // since 6.6
    public static final int ARCH_SHSTK_WRSS = 2; // since 6.6

    private ArchPrctl() {}
}
