package dev.stasis.engine.kernel.abi;

/** Waiting for children: linux/wait.h. "since" names the first kernel. */
public final class Wait {
    // Options
    public static final int WNOHANG = 1;
    public static final int WUNTRACED = 2;
    public static final int WSTOPPED = 2;
    public static final int WEXITED = 4;
    public static final int WCONTINUED = 8;
    public static final int WNOWAIT = 0x1000000;
    public static final int __WNOTHREAD = 0x20000000;
    public static final int __WALL = 0x40000000;
    public static final long __WCLONE = 0x80000000L;

    // Whom waitid(2) waits for
    public static final int P_ALL = 0;
    public static final int P_PID = 1;
    public static final int P_PGID = 2;
    public static final int P_PIDFD = 3; // since 5.4

    private Wait() {}
}
