package dev.stasis.engine.kernel.abi;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A class of constants and the header files that prove it.
 *
 * @param exceptions constants that Debian 12's headers (Linux 6.1) lack; they are proven where newer headers are installed.
 *     The comment beside them names the source of their values.
 */
record Header(Class<?> constants, List<String> files, Set<String> exceptions) {
    static final List<Header> ALL = List.of(
            // the same header of Linux 6.6
            of(Nr.class, "asm/unistd.h").without("CACHESTAT", "MAP_SHADOW_STACK"),
            // include/linux/err.h of the kernel, MAX_ERRNO
            of(Errno.class, "errno.h").without("MAX"),
            // the same header of Linux 6.12
            of(Fcntl.class, "linux/fcntl.h", "linux/close_range.h", "linux/fs.h")
                    .without("F_DUPFD_QUERY", "F_CREATED_QUERY", "F_SEAL_EXEC", "AT_HANDLE_FID"),
            of(Falloc.class, "linux/falloc.h"),
            // the same header of Linux 6.13
            of(Mman.class, "linux/mman.h").without("MAP_DROPPABLE", "MADV_GUARD_INSTALL", "MADV_GUARD_REMOVE"),
            // the same header of Linux 6.12
            of(Sched.class, "linux/sched.h").without("SCHED_EXT"),
            // asm-generic/signal.h has SIG_DFL and SIG_IGN as pointers, and MAX is _NSIG of its arch/x86
            of(Signal.class, "linux/signal.h").without("MAX", "SIG_DFL", "SIG_IGN"),
            // the same header of Linux 6.16
            of(Ptrace.class, "linux/ptrace.h", "asm/ptrace.h", "linux/elf.h")
                    .without(
                            "PTRACE_SET_SYSCALL_USER_DISPATCH_CONFIG",
                            "PTRACE_GET_SYSCALL_USER_DISPATCH_CONFIG",
                            "PTRACE_SET_SYSCALL_INFO",
                            "NT_X86_SHSTK"),
            // the same header of Linux 6.16
            of(Prctl.class, "linux/prctl.h")
                    .without(
                            "PR_SET_MDWE",
                            "PR_GET_MDWE",
                            "PR_SET_MEMORY_MERGE",
                            "PR_GET_MEMORY_MERGE",
                            "PR_GET_SHADOW_STACK_STATUS",
                            "PR_SET_SHADOW_STACK_STATUS",
                            "PR_LOCK_SHADOW_STACK_STATUS",
                            "PR_TIMER_CREATE_RESTORE_IDS",
                            "PR_FUTEX_HASH",
                            "PR_TIMER_CREATE_RESTORE_IDS_OFF",
                            "PR_TIMER_CREATE_RESTORE_IDS_ON",
                            "PR_TIMER_CREATE_RESTORE_IDS_GET",
                            "PR_MDWE_REFUSE_EXEC_GAIN",
                            "PR_MDWE_NO_INHERIT"),
            // the same header of Linux 6.6
            of(ArchPrctl.class, "asm/prctl.h")
                    .without(
                            "ARCH_SHSTK_ENABLE",
                            "ARCH_SHSTK_DISABLE",
                            "ARCH_SHSTK_LOCK",
                            "ARCH_SHSTK_UNLOCK",
                            "ARCH_SHSTK_STATUS",
                            "ARCH_SHSTK_SHSTK",
                            "ARCH_SHSTK_WRSS"),
            // include/linux/socket.h and include/net/scm.h of the kernel; SCM_PIDFD 6.5, SO_PASSPIDFD to SO_PASSRIGHTS:
            // asm-generic/socket.h of 6.16
            of(
                            Socket.class,
                            "sys/socket.h",
                            "linux/sock_diag.h",
                            "linux/un.h",
                            "linux/sockios.h",
                            "linux/socket.h",
                            "linux/udp.h",
                            "linux/netlink.h",
                            "linux/if_packet.h",
                            "asm/ioctls.h")
                    .without(
                            "SOL_IP",
                            "SOL_TCP",
                            "SOL_UDP",
                            "SOL_IPV6",
                            "SO_PASSPIDFD",
                            "SO_PEERPIDFD",
                            "SO_RCVPRIORITY",
                            "SO_PASSRIGHTS",
                            "SCM_SECURITY",
                            "SCM_PIDFD",
                            "SCM_MAX_FD"),
            // the same header of Linux 6.3
            of(In.class, "linux/in.h").without("IP_LOCAL_PORT_RANGE"),
            of(In6.class, "linux/in6.h"),
            of(Tcp.class, "linux/tcp.h"),
            // include/net/tcp_states.h of the kernel
            of(TcpState.class, "netinet/tcp.h").without("TCP_NEW_SYN_RECV"),
            of(Eventpoll.class, "linux/eventpoll.h"),
            of(Poll.class, "poll.h"),
            of(Eventfd.class, "sys/eventfd.h"),
            of(Timerfd.class, "linux/timerfd.h"),
            of(Signalfd.class, "linux/signalfd.h"),
            of(Time.class, "linux/time.h", "linux/time_types.h"),
            of(Resource.class, "linux/resource.h"),
            // the same header of Linux 6.8
            of(Stat.class, "sys/stat.h", "linux/stat.h").without("STATX_MNT_ID_UNIQUE"),
            of(Kcmp.class, "linux/kcmp.h"),
            // the same header of Linux 6.9
            of(Pidfd.class, "linux/pidfd.h")
                    .without(
                            "PIDFD_THREAD",
                            "PIDFD_SIGNAL_THREAD",
                            "PIDFD_SIGNAL_THREAD_GROUP",
                            "PIDFD_SIGNAL_PROCESS_GROUP"),
            // the same header of Linux 6.8
            of(Userfaultfd.class, "linux/ioctl.h", "linux/userfaultfd.h")
                    .without(
                            "UFFDIO_POISON",
                            "UFFDIO_MOVE",
                            "UFFD_FEATURE_WP_UNPOPULATED",
                            "UFFD_FEATURE_POISON",
                            "UFFD_FEATURE_WP_ASYNC",
                            "UFFD_FEATURE_MOVE"),
            // the same header of Linux 6.15
            of(PagemapScan.class, "linux/fs.h")
                    .without(
                            "PAGEMAP_SCAN",
                            "PM_SCAN_WP_MATCHING",
                            "PM_SCAN_CHECK_WPASYNC",
                            "PAGE_IS_WPALLOWED",
                            "PAGE_IS_WRITTEN",
                            "PAGE_IS_FILE",
                            "PAGE_IS_PRESENT",
                            "PAGE_IS_SWAPPED",
                            "PAGE_IS_PFNZERO",
                            "PAGE_IS_HUGE",
                            "PAGE_IS_SOFT_DIRTY",
                            "PAGE_IS_GUARD"),
            of(Ioctl.class, "sys/ioctl.h", "linux/fs.h", "linux/nsfs.h", "linux/fiemap.h"),
            of(Netlink.class, "linux/netlink.h", "linux/rtnetlink.h"),
            of(
                    SockDiag.class,
                    "linux/sock_diag.h",
                    "linux/unix_diag.h",
                    "linux/inet_diag.h",
                    "linux/netlink_diag.h",
                    "linux/packet_diag.h"),
            // the same header of Linux 6.3
            of(Memfd.class, "linux/memfd.h").without("MFD_NOEXEC_SEAL", "MFD_EXEC"),
            of(Seccomp.class, "linux/seccomp.h"),
            of(Securebits.class, "linux/securebits.h"),
            of(Capability.class, "linux/capability.h"),
            of(Rseq.class, "linux/rseq.h"),
            // the same header of Linux 6.9
            of(Auxv.class, "linux/auxvec.h").without("AT_RSEQ_FEATURE_SIZE", "AT_RSEQ_ALIGN", "AT_HWCAP3", "AT_HWCAP4"),
            of(Wait.class, "linux/wait.h"),
            // the same header of Linux 6.3
            of(Membarrier.class, "linux/membarrier.h").without("MEMBARRIER_CMD_GET_REGISTRATIONS"),
            of(Futex.class, "linux/futex.h"),
            of(Inotify.class, "linux/inotify.h", "linux/fcntl.h"),
            // include/linux/fs.h of the kernel
            of(Mount.class, "linux/mount.h", "linux/fcntl.h")
                    .without("MNT_FORCE", "MNT_DETACH", "MNT_EXPIRE", "UMOUNT_NOFOLLOW"));

    private static Header of(Class<?> constants, String... files) {
        return new Header(constants, List.of(files), Set.of());
    }

    private Header without(String... names) {
        return new Header(constants, files, Set.of(names));
    }

    /** The C name of a constant. */
    String inC(String name) {
        return constants == Nr.class ? "__NR_" + name.toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public String toString() {
        return constants.getSimpleName();
    }
}
