package dev.stasis.engine.kernel.abi;

/** Tracing: linux/ptrace.h, asm/ptrace-abi.h; register sets: linux/elf.h. "since" names the first kernel. */
public final class Ptrace {
    // Requests
    public static final int PTRACE_TRACEME = 0;
    public static final int PTRACE_PEEKTEXT = 1;
    public static final int PTRACE_PEEKDATA = 2;
    public static final int PTRACE_PEEKUSR = 3;
    public static final int PTRACE_POKETEXT = 4;
    public static final int PTRACE_POKEDATA = 5;
    public static final int PTRACE_POKEUSR = 6;
    public static final int PTRACE_CONT = 7;
    public static final int PTRACE_KILL = 8;
    public static final int PTRACE_SINGLESTEP = 9;
    public static final int PTRACE_GETREGS = 0xc;
    public static final int PTRACE_SETREGS = 0xd;
    public static final int PTRACE_GETFPREGS = 0xe;
    public static final int PTRACE_SETFPREGS = 0xf;
    public static final int PTRACE_ATTACH = 0x10;
    public static final int PTRACE_DETACH = 0x11;
    public static final int PTRACE_SYSCALL = 0x18;
    public static final int PTRACE_GET_THREAD_AREA = 0x19;
    public static final int PTRACE_SET_THREAD_AREA = 0x1a;
    public static final int PTRACE_ARCH_PRCTL = 0x1e;
    public static final int PTRACE_SYSEMU = 0x1f;
    public static final int PTRACE_SYSEMU_SINGLESTEP = 0x20;
    public static final int PTRACE_SINGLEBLOCK = 0x21;
    public static final int PTRACE_SETOPTIONS = 0x4200;
    public static final int PTRACE_GETEVENTMSG = 0x4201;
    public static final int PTRACE_GETSIGINFO = 0x4202;
    public static final int PTRACE_SETSIGINFO = 0x4203;
    public static final int PTRACE_GETREGSET = 0x4204;
    public static final int PTRACE_SETREGSET = 0x4205;
    public static final int PTRACE_SEIZE = 0x4206;
    public static final int PTRACE_INTERRUPT = 0x4207;
    public static final int PTRACE_LISTEN = 0x4208;
    public static final int PTRACE_PEEKSIGINFO = 0x4209;
    public static final int PTRACE_GETSIGMASK = 0x420a; // since 3.11
    public static final int PTRACE_SETSIGMASK = 0x420b; // since 3.11
    public static final int PTRACE_SECCOMP_GET_FILTER = 0x420c; // since 4.4
    public static final int PTRACE_SECCOMP_GET_METADATA = 0x420d; // since 4.16
    public static final int PTRACE_GET_SYSCALL_INFO = 0x420e; // since 5.3
    public static final int PTRACE_GET_RSEQ_CONFIGURATION = 0x420f; // since 5.13
    public static final int PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG = 0x4210; // since 6.4
    public static final int PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG = 0x4211; // since 6.4
    public static final int PTRACE_SET_SYSCALL_INFO = 0x4212; // since 6.16

    // op of struct ptrace_syscall_info
    public static final int PTRACE_SYSCALL_INFO_NONE = 0;
    public static final int PTRACE_SYSCALL_INFO_ENTRY = 1;
    public static final int PTRACE_SYSCALL_INFO_EXIT = 2;
    public static final int PTRACE_SYSCALL_INFO_SECCOMP = 3;

    // flags of struct ptrace_peeksiginfo_args
    public static final int PTRACE_PEEKSIGINFO_SHARED = 1;

    // Events, in bits 8 to 15 of a stop's signal
    public static final int PTRACE_EVENT_FORK = 1;
    public static final int PTRACE_EVENT_VFORK = 2;
    public static final int PTRACE_EVENT_CLONE = 3;
    public static final int PTRACE_EVENT_EXEC = 4;
    public static final int PTRACE_EVENT_VFORK_DONE = 5;
    public static final int PTRACE_EVENT_EXIT = 6;
    public static final int PTRACE_EVENT_SECCOMP = 7;
    public static final int PTRACE_EVENT_STOP = 128;
    public static final int PTRACE_EVENTMSG_SYSCALL_ENTRY = 1; // since 5.3
    public static final int PTRACE_EVENTMSG_SYSCALL_EXIT = 2; // since 5.3

    // Options
    public static final int PTRACE_O_TRACESYSGOOD = 1;
    public static final int PTRACE_O_TRACEFORK = 2;
    public static final int PTRACE_O_TRACEVFORK = 4;
    public static final int PTRACE_O_TRACECLONE = 8;
    public static final int PTRACE_O_TRACEEXEC = 0x10;
    public static final int PTRACE_O_TRACEVFORKDONE = 0x20;
    public static final int PTRACE_O_TRACEEXIT = 0x40;
    public static final int PTRACE_O_TRACESECCOMP = 0x80;
    public static final int PTRACE_O_EXITKILL = 0x100000;
    public static final int PTRACE_O_SUSPEND_SECCOMP = 0x200000; // since 4.3

    // Register sets
    public static final int NT_PRSTATUS = 1;
    public static final int NT_PRFPREG = 2;
    public static final int NT_386_TLS = 0x200;
    public static final int NT_386_IOPERM = 0x201;
    public static final int NT_X86_XSTATE = 0x202;
    public static final int NT_X86_SHSTK = 0x204; // since 6.6
    public static final int NT_ARM_TLS = 0x401;

    private Ptrace() {}
}
