package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.call.Linux;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a kernel may be able to do, under the names that CRIU's users know. The first ones have no such names. */
public enum Feature {
    MAP_FILES("map_files", Need.EVERYBODY, FileQuestions::mapFiles),
    SOCK_DIAG("sock_diag", Need.EVERYBODY, SocketQuestions::unixDiag),
    PROCESS_VM_READV("process_vm_readv", Need.EVERYBODY, MemoryQuestions::readRemote),
    PEEK_SIGINFO("peek_siginfo", Need.EVERYBODY, TaskQuestions::peekSignals),
    SET_MM_MAP("set_mm_map", Need.EVERYBODY, MemoryQuestions::memoryMap),
    KCMP("kcmp", Need.EVERYBODY, TaskQuestions::kcmp),
    PROC_TIMERS("proc_timers", Need.EVERYBODY, Question.exists("/proc/self/timers")),
    SOCK_PEEK_OFF("sock_peek_off", Need.EVERYBODY, SocketQuestions::peekOffset),
    MNT_ID("mnt_id", Need.EVERYBODY, FileQuestions::mountIdInFdinfo),
    CAN_MAP_VDSO("can_map_vdso", Need.EVERYBODY, MemoryQuestions::mapVdso),
    CLONE3_SET_TID("clone3_set_tid", Need.EVERYBODY, TaskQuestions::chosenIds),
    PIDFD_STORE("pidfd_store", Need.EVERYBODY, TaskQuestions::pidfd),
    NS_PID("ns_pid", Need.EVERYBODY, Question.contains("/proc/self/status", "NSpid:")),
    GET_RSEQ_CONF("get_rseq_conf", Need.EVERYBODY, TaskQuestions::rseq),

    MEM_DIRTY_TRACK("mem_dirty_track", Need.SOME_PROGRAMS, MemoryQuestions::dirtyTracking),
    AIO_REMAP("aio_remap", Need.SOME_PROGRAMS, TaskQuestions::moveAioRing),
    TIMERFD("timerfd", Need.SOME_PROGRAMS, FileQuestions::timerTicks),
    TUN("tun", Need.SOME_PROGRAMS, FileQuestions::tun),
    TUN_NS("tun_ns", Need.SOME_PROGRAMS, FileQuestions::tunNamespace),
    USERNS("userns", Need.SOME_PROGRAMS, Question.exists("/proc/self/ns/user")),
    FDINFO_LOCK("fdinfo_lock", Need.SOME_PROGRAMS, FileQuestions::locksInFdinfo),
    SECCOMP_SUSPEND("seccomp_suspend", Need.SOME_PROGRAMS, TaskQuestions::suspendSeccomp),
    SECCOMP_FILTERS("seccomp_filters", Need.SOME_PROGRAMS, TaskQuestions::seccompFilters),
    LOGINUID("loginuid", Need.SOME_PROGRAMS, Question.exists("/proc/self/loginuid")),
    CGROUPNS("cgroupns", Need.SOME_PROGRAMS, Question.exists("/proc/self/ns/cgroup")),
    TCP_REPAIR("tcp_repair", Need.SOME_PROGRAMS, SocketQuestions::tcpRepair),
    TCP_HALF_CLOSED("tcp_half_closed", Need.SOME_PROGRAMS, SocketQuestions::repairHalfClosed),
    SK_NS("sk_ns", Need.SOME_PROGRAMS, SocketQuestions::namespaceOfSocket),
    SK_UNIX_FILE("sk_unix_file", Need.SOME_PROGRAMS, SocketQuestions::fileOfSocket),
    NET_DIAG_RAW("net_diag_raw", Need.SOME_PROGRAMS, SocketQuestions::rawDiag),
    NSID("nsid", Need.SOME_PROGRAMS, NetworkQuestions::namespaceIds),
    LINK_NSID("link_nsid", Need.SOME_PROGRAMS, NetworkQuestions::linksOfNamespaces),
    EXTERNAL_NET_NS("external_net_ns", Need.SOME_PROGRAMS, SocketQuestions::namespaceOfSocket),
    NEWIFINDEX("newifindex", Need.SOME_PROGRAMS, NetworkQuestions::links),
    KCMP_EPOLL("kcmp_epoll", Need.SOME_PROGRAMS, TaskQuestions::kcmpEpoll),
    TIMENS("timens", Need.SOME_PROGRAMS, Question.exists("/proc/self/ns/time")),
    SOCKOPT_BUF_LOCK("sockopt_buf_lock", Need.SOME_PROGRAMS, SocketQuestions::bufferLock),
    MEMFD_HUGETLB("memfd_hugetlb", Need.SOME_PROGRAMS, MemoryQuestions::hugeMemfd),
    MOVE_MOUNT_SET_GROUP("move_mount_set_group", Need.SOME_PROGRAMS, FileQuestions::mountGroups),
    OPENAT2("openat2", Need.SOME_PROGRAMS, FileQuestions::openat2),
    IPV6_FREEBIND("ipv6_freebind", Need.SOME_PROGRAMS, SocketQuestions::freebind6),
    OVERLAYFS_MAPS("overlayfs_maps", Need.SOME_PROGRAMS, OverlayQuestion::mapsOfOverlay),
    NFTABLES("nftables", Need.SOME_PROGRAMS, SocketQuestions::nftables),
    NETWORK_LOCK_NFTABLES("network_lock_nftables", Need.SOME_PROGRAMS, SocketQuestions::nftables),
    HAS_IPT_LEGACY("has_ipt_legacy", Need.SOME_PROGRAMS, SocketQuestions::iptables),

    AUTOFS("autofs", Need.EXPERIMENTS, Question.exists("/dev/autofs")),
    COMPAT_CR(
            "compat_cr",
            Need.EXPERIMENTS,
            (linux, task) -> Optional.of("32-bit tasks are not handled by this version of Stasis")),
    UFFD("uffd", Need.EXPERIMENTS, MemoryQuestions::userfaultfd),
    UFFD_NONCOOP("uffd-noncoop", Need.EXPERIMENTS, MemoryQuestions::userfaultfdEvents),
    APPARMOR_STACKING(
            "apparmor_stacking",
            Need.EXPERIMENTS,
            Question.contains("/sys/kernel/security/apparmor/features/domain/stack", "yes")),
    PAGEMAP_SCAN("pagemap_scan", Need.EXPERIMENTS, MemoryQuestions::pagemapScan),
    PAGEMAP_SCAN_GUARD_PAGES("pagemap_scan_guard_pages", Need.EXPERIMENTS, MemoryQuestions::guardPages),
    TIMER_CR_IDS("timer_cr_ids", Need.EXPERIMENTS, TaskQuestions::timerIds),
    BREAKPOINTS("breakpoints", Need.EXPERIMENTS, TaskQuestions::breakpoints);

    private final String word;
    private final Need need;

    @SuppressWarnings("ImmutableEnumChecker") // questions hold no state
    private final Question question;

    Feature(String word, Need need, Question question) {
        this.word = word;
        this.need = need;
        this.question = question;
    }

    /** Its name in {@code check --feature}. */
    public String word() {
        return word;
    }

    public Need need() {
        return need;
    }

    /**
     * Asks the kernel; empty when the feature is there, else why it is not.
     *
     * @param task for the questions about ptrace; used on the calling thread, which must be its tracer
     */
    public Optional<String> missing(Linux linux, StoppedTask task) {
        return question.missing(linux, task);
    }

    public static Optional<Feature> named(String word) {
        return Arrays.stream(values())
                .filter(feature -> feature.word.equals(word))
                .findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Feature::word).toList();
    }
}
