package dev.stasis.engine.kernel.abi;

/** seccomp(2): linux/seccomp.h. "since" names the first kernel. */
public final class Seccomp {
    // Modes
    public static final int SECCOMP_MODE_DISABLED = 0;
    public static final int SECCOMP_MODE_STRICT = 1;
    public static final int SECCOMP_MODE_FILTER = 2;

    // Operations
    public static final int SECCOMP_SET_MODE_STRICT = 0;
    public static final int SECCOMP_SET_MODE_FILTER = 1;
    public static final int SECCOMP_GET_ACTION_AVAIL = 2; // since 4.14
    public static final int SECCOMP_GET_NOTIF_SIZES = 3; // since 5.0

    // Flags of a filter
    public static final int SECCOMP_FILTER_FLAG_TSYNC = 1;
    public static final int SECCOMP_FILTER_FLAG_LOG = 2; // since 4.14
    public static final int SECCOMP_FILTER_FLAG_SPEC_ALLOW = 4; // since 4.17
    public static final int SECCOMP_FILTER_FLAG_NEW_LISTENER = 8; // since 5.0
    public static final int SECCOMP_FILTER_FLAG_TSYNC_ESRCH = 0x10; // since 5.7
    public static final int SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV = 0x20; // since 5.19

    // Actions
    public static final long SECCOMP_RET_KILL_PROCESS = 0x80000000L; // since 4.14
    public static final int SECCOMP_RET_KILL_THREAD = 0;
    public static final int SECCOMP_RET_TRAP = 0x30000;
    public static final int SECCOMP_RET_ERRNO = 0x50000;
    public static final int SECCOMP_RET_USER_NOTIF = 0x7fc00000; // since 5.0
    public static final int SECCOMP_RET_TRACE = 0x7ff00000;
    public static final int SECCOMP_RET_LOG = 0x7ffc0000; // since 4.14
    public static final int SECCOMP_RET_ALLOW = 0x7fff0000;

    private Seccomp() {}
}
