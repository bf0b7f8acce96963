package dev.stasis.engine.kernel.abi;

/** prctl(2): linux/prctl.h. "since" names the first kernel. */
public final class Prctl {
    // Options
    public static final int PR_SET_PDEATHSIG = 1;
    public static final int PR_GET_PDEATHSIG = 2;
    public static final int PR_GET_DUMPABLE = 3;
    public static final int PR_SET_DUMPABLE = 4;
    public static final int PR_GET_KEEPCAPS = 7;
    public static final int PR_SET_KEEPCAPS = 8;
    public static final int PR_GET_TIMING = 0xd;
    public static final int PR_SET_TIMING = 0xe;
    public static final int PR_SET_NAME = 0xf;
    public static final int PR_GET_NAME = 0x10;
    public static final int PR_GET_SECCOMP = 0x15;
    public static final int PR_SET_SECCOMP = 0x16;
    public static final int PR_CAPBSET_READ = 0x17;
    public static final int PR_CAPBSET_DROP = 0x18;
    public static final int PR_GET_TSC = 0x19;
    public static final int PR_SET_TSC = 0x1a;
    public static final int PR_GET_SECUREBITS = 0x1b;
    public static final int PR_SET_SECUREBITS = 0x1c;
    public static final int PR_SET_TIMERSLACK = 0x1d;
    public static final int PR_GET_TIMERSLACK = 0x1e;
    public static final int PR_MCE_KILL = 0x21;
    public static final int PR_MCE_KILL_GET = 0x22;
    public static final int PR_SET_MM = 0x23;
    public static final int PR_SET_CHILD_SUBREAPER = 0x24;
    public static final int PR_GET_CHILD_SUBREAPER = 0x25;
    public static final int PR_SET_NO_NEW_PRIVS = 0x26;
    public static final int PR_GET_NO_NEW_PRIVS = 0x27;
    public static final int PR_GET_TID_ADDRESS = 0x28;
    public static final int PR_SET_THP_DISABLE = 0x29; // since 3.15
    public static final int PR_GET_THP_DISABLE = 0x2a; // since 3.15
    public static final int PR_CAP_AMBIENT = 0x2f; // since 4.3
    public static final int PR_GET_SPECULATION_CTRL = 0x34; // since 4.17
    public static final int PR_SET_SPECULATION_CTRL = 0x35; // since 4.17
    public static final int PR_SET_IO_FLUSHER = 0x39; // since 5.6
    public static final int PR_GET_IO_FLUSHER = 0x3a; // since 5.6
    public static final int PR_SET_SYSCALL_USER_DISPATCH = 0x3b; // since 5.11
    public static final int PR_SCHED_CORE = 0x3e; // since 5.14
    public static final int PR_SET_MDWE = 0x41; // since 6.3
    public static final int PR_GET_MDWE = 0x42; // since 6.3
    public static final int PR_SET_MEMORY_MERGE = 0x43; // since 6.4
    public static final int PR_GET_MEMORY_MERGE = 0x44; // since 6.4
    public static final int PR_GET_SHADOW_STACK_STATUS = 0x4a; // since 6.13
    public static final int PR_SET_SHADOW_STACK_STATUS = 0x4b; // since 6.13
    public static final int PR_LOCK_SHADOW_STACK_STATUS = 0x4c; // since 6.13
    public static final int PR_TIMER_CREATE_RESTORE_IDS = 0x4d; // since 6.15
    public static final int PR_FUTEX_HASH = 0x4e; // since 6.16
    public static final int PR_SET_PTRACER = 0x59616d61;
    public static final int PR_SET_VMA = 0x53564d41; // since 5.17

    // PR_TIMER_CREATE_RESTORE_IDS
    public static final int PR_TIMER_CREATE_RESTORE_IDS_OFF = 0; // since 6.15
    public static final int PR_TIMER_CREATE_RESTORE_IDS_ON = 1; // since 6.15
    public static final int PR_TIMER_CREATE_RESTORE_IDS_GET = 2; // since 6.15

    // PR_SET_MM: fields of the memory descriptor
    public static final int PR_SET_MM_START_CODE = 1;
    public static final int PR_SET_MM_END_CODE = 2;
    public static final int PR_SET_MM_START_DATA = 3;
    public static final int PR_SET_MM_END_DATA = 4;
    public static final int PR_SET_MM_START_STACK = 5;
    public static final int PR_SET_MM_START_BRK = 6;
    public static final int PR_SET_MM_BRK = 7;
    public static final int PR_SET_MM_ARG_START = 8;
    public static final int PR_SET_MM_ARG_END = 9;
    public static final int PR_SET_MM_ENV_START = 10;
    public static final int PR_SET_MM_ENV_END = 11;
    public static final int PR_SET_MM_AUXV = 12;
    public static final int PR_SET_MM_EXE_FILE = 13;
    public static final int PR_SET_MM_MAP = 14; // since 3.18
    public static final int PR_SET_MM_MAP_SIZE = 15; // since 3.18

    // PR_CAP_AMBIENT
    public static final int PR_CAP_AMBIENT_IS_SET = 1;
    public static final int PR_CAP_AMBIENT_RAISE = 2;
    public static final int PR_CAP_AMBIENT_LOWER = 3;
    public static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    // PR_SET_VMA
    public static final int PR_SET_VMA_ANON_NAME = 0;

    // PR_SET_TSC
    public static final int PR_TSC_ENABLE = 1;
    public static final int PR_TSC_SIGSEGV = 2;

    // PR_MCE_KILL
    public static final int PR_MCE_KILL_CLEAR = 0;
    public static final int PR_MCE_KILL_SET = 1;
    public static final int PR_MCE_KILL_LATE = 0;
    public static final int PR_MCE_KILL_EARLY = 1;
    public static final int PR_MCE_KILL_DEFAULT = 2;

    // PR_SET_SPECULATION_CTRL
    public static final int PR_SPEC_STORE_BYPASS = 0;
    public static final int PR_SPEC_INDIRECT_BRANCH = 1;
    public static final int PR_SPEC_L1D_FLUSH = 2; // since 5.11
    public static final int PR_SPEC_NOT_AFFECTED = 0;
    public static final int PR_SPEC_PRCTL = 1;
    public static final int PR_SPEC_ENABLE = 2;
    public static final int PR_SPEC_DISABLE = 4;
    public static final int PR_SPEC_FORCE_DISABLE = 8;
    public static final int PR_SPEC_DISABLE_NOEXEC = 16; // since 5.1

    // PR_SET_SYSCALL_USER_DISPATCH
    public static final int PR_SYS_DISPATCH_OFF = 0;
    public static final int PR_SYS_DISPATCH_ON = 1;

    // PR_SET_MDWE
    public static final int PR_MDWE_REFUSE_EXEC_GAIN = 1; // since 6.3
    public static final int PR_MDWE_NO_INHERIT = 2; // since 6.6

    // PR_SCHED_CORE
    public static final int PR_SCHED_CORE_GET = 0;
    public static final int PR_SCHED_CORE_CREATE = 1;
    public static final int PR_SCHED_CORE_SHARE_TO = 2;
    public static final int PR_SCHED_CORE_SHARE_FROM = 3;

    private Prctl() {}
}
