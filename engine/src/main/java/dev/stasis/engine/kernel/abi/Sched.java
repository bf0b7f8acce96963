package dev.stasis.engine.kernel.abi;

/** Creating and scheduling tasks: linux/sched.h. clone flags above 31 bits need clone3. "since" names the first kernel. */
public final class Sched {
    // clone(2), clone3(2), unshare(2), setns(2)
    public static final int CSIGNAL = 0xff;
    public static final int CLONE_VM = 0x100;
    public static final int CLONE_FS = 0x200;
    public static final int CLONE_FILES = 0x400;
    public static final int CLONE_SIGHAND = 0x800;
    public static final int CLONE_PIDFD = 0x1000; // since 5.2
    public static final int CLONE_PTRACE = 0x2000;
    public static final int CLONE_VFORK = 0x4000;
    public static final int CLONE_PARENT = 0x8000;
    public static final int CLONE_THREAD = 0x10000;
    public static final int CLONE_NEWNS = 0x20000;
    public static final int CLONE_SYSVSEM = 0x40000;
    public static final int CLONE_SETTLS = 0x80000;
    public static final int CLONE_PARENT_SETTID = 0x100000;
    public static final int CLONE_CHILD_CLEARTID = 0x200000;
    public static final int CLONE_DETACHED = 0x400000;
    public static final int CLONE_UNTRACED = 0x800000;
    public static final int CLONE_CHILD_SETTID = 0x1000000;
    public static final int CLONE_NEWCGROUP = 0x2000000; // since 4.6
    public static final int CLONE_NEWUTS = 0x4000000;
    public static final int CLONE_NEWIPC = 0x8000000;
    public static final int CLONE_NEWUSER = 0x10000000;
    public static final int CLONE_NEWPID = 0x20000000;
    public static final int CLONE_NEWNET = 0x40000000;
    public static final long CLONE_IO = 0x80000000L;
    public static final long CLONE_CLEAR_SIGHAND = 0x100000000L; // since 5.5
    public static final long CLONE_INTO_CGROUP = 0x200000000L; // since 5.7
    public static final int CLONE_NEWTIME = 0x80; // since 5.6

    // Policies
    public static final int SCHED_NORMAL = 0;
    public static final int SCHED_FIFO = 1;
    public static final int SCHED_RR = 2;
    public static final int SCHED_BATCH = 3;
    public static final int SCHED_IDLE = 5;
    public static final int SCHED_DEADLINE = 6; // since 3.14
    public static final int SCHED_EXT = 7; // since 6.12
    public static final int SCHED_RESET_ON_FORK = 1073741824;

    // Flags of struct sched_attr
    public static final int SCHED_FLAG_RESET_ON_FORK = 1;
    public static final int SCHED_FLAG_RECLAIM = 2; // since 4.13
    public static final int SCHED_FLAG_DL_OVERRUN = 4; // since 4.16
    public static final int SCHED_FLAG_KEEP_POLICY = 8; // since 5.3
    public static final int SCHED_FLAG_KEEP_PARAMS = 0x10; // since 5.3
    public static final int SCHED_FLAG_UTIL_CLAMP_MIN = 0x20; // since 5.3
    public static final int SCHED_FLAG_UTIL_CLAMP_MAX = 0x40; // since 5.3

    private Sched() {}
}
