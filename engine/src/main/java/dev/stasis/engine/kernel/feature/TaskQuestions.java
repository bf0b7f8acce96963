package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Kcmp;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.abi.Ptrace;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/** About tasks, their ids and what ptrace tells of them. */
final class TaskQuestions {
    /** struct clone_args of linux/sched.h up to set_tid_size. */
    private static final int CLONE_ARGS = 80;

    private static final int SET_TID = 64;
    private static final int SET_TID_SIZE = 72;
    /** offsetof(struct user, u_debugreg) of sys/user.h. */
    private static final int DEBUG_REGISTERS = 848;
    /** linux/rseq: struct ptrace_rseq_configuration. */
    private static final int RSEQ_CONFIGURATION = 24;

    private static final int PEEKSIGINFO_ARGS = 16;

    private TaskQuestions() {}

    /** EINVAL: the kernel read the id, which no task can have. Before 5.5 it is E2BIG, for the structure was shorter. */
    static Optional<String> chosenIds(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            Block id = arena.allocate(8).putInt(0, -1);
            Block arguments = arena.allocate(CLONE_ARGS).putLong(SET_TID, id.address());
            arguments.putLong(SET_TID_SIZE, 1);
            return Question.unless(
                    Errno.EINVAL,
                    "clone3 with set_tid",
                    new Result(linux.raw().call(Nr.CLONE3, arguments.address(), CLONE_ARGS)));
        }
    }

    static Optional<String> pidfd(Linux linux, StoppedTask task) {
        Result opened = linux.processes().pidfdOpen(linux.processes().ownPid(), 0);
        if (!opened.ok()) {
            return Question.refused("pidfd_open", opened);
        }
        try (Fd pidfd = linux.files().adopt(opened, "pidfd_open", "this process")) {
            return FileQuestions.closed(
                    linux, "pidfd_getfd", linux.processes().pidfdGetfd(pidfd.number(), pidfd.number()));
        }
    }

    static Optional<String> kcmp(Linux linux, StoppedTask task) {
        int own = linux.processes().ownPid();
        return Question.refused("kcmp", linux.processes().kcmp(own, own, Kcmp.KCMP_VM, 0, 0));
    }

    /** ENOSYS or EINVAL without it; a descriptor that is no epoll is found out behind the door. */
    static Optional<String> kcmpEpoll(Linux linux, StoppedTask task) {
        int own = linux.processes().ownPid();
        try (Arena arena = new Arena()) {
            Block slot = arena.allocate(12).putInt(0, -1);
            Result compared = linux.processes().kcmp(own, own, Kcmp.KCMP_EPOLL_TFD, 0, slot.address());
            return compared.failedWith(Errno.EBADF) || compared.failedWith(Errno.ENOENT)
                    ? Question.PRESENT
                    : Question.refused("kcmp(KCMP_EPOLL_TFD)", compared);
        }
    }

    static Optional<String> timerIds(Linux linux, StoppedTask task) {
        return Question.refused(
                "prctl(PR_TIMER_CREATE_RESTORE_IDS)",
                new Result(linux.raw()
                        .call(
                                Nr.PRCTL,
                                Prctl.PR_TIMER_CREATE_RESTORE_IDS,
                                Prctl.PR_TIMER_CREATE_RESTORE_IDS_GET,
                                0,
                                0,
                                0)));
    }

    static Optional<String> suspendSeccomp(Linux linux, StoppedTask task) {
        long options = Ptrace.PTRACE_O_EXITKILL | Ptrace.PTRACE_O_TRACESYSGOOD;
        Result set = task.ptrace(Ptrace.PTRACE_SETOPTIONS, 0, options | Ptrace.PTRACE_O_SUSPEND_SECCOMP);
        if (set.ok()) {
            task.ptrace(Ptrace.PTRACE_SETOPTIONS, 0, options);
        }
        return Question.refused("ptrace(PTRACE_O_SUSPEND_SECCOMP)", set);
    }

    /** The task has no filter, which is EINVAL; EIO or EACCES mean that filters cannot be had. */
    static Optional<String> seccompFilters(Linux linux, StoppedTask task) {
        return Question.unless(
                Errno.EINVAL, "ptrace(SECCOMP_GET_FILTER)", task.ptrace(Ptrace.PTRACE_SECCOMP_GET_FILTER, 0, 0));
    }

    static Optional<String> rseq(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            Block configuration = arena.allocate(RSEQ_CONFIGURATION);
            return Question.refused(
                    "ptrace(GET_RSEQ_CONFIGURATION)",
                    task.ptrace(Ptrace.PTRACE_GET_RSEQ_CONFIGURATION, RSEQ_CONFIGURATION, configuration.address()));
        }
    }

    static Optional<String> peekSignals(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            Block arguments = arena.allocate(PEEKSIGINFO_ARGS).putInt(12, 1);
            Block signal = arena.allocate(128);
            return Question.refused(
                    "ptrace(PEEKSIGINFO)",
                    task.ptrace(Ptrace.PTRACE_PEEKSIGINFO, arguments.address(), signal.address()));
        }
    }

    /** A breakpoint of the processor, set on the first address and taken away again. */
    static Optional<String> breakpoints(Linux linux, StoppedTask task) {
        Result address = task.ptrace(Ptrace.PTRACE_POKEUSR, DEBUG_REGISTERS, 0x10000);
        if (!address.ok()) {
            return Question.refused("ptrace(POKEUSR) of a debug register", address);
        }
        Result enabled = task.ptrace(Ptrace.PTRACE_POKEUSR, DEBUG_REGISTERS + 7 * 8, 1);
        task.ptrace(Ptrace.PTRACE_POKEUSR, DEBUG_REGISTERS + 7 * 8, 0);
        return Question.refused("ptrace(POKEUSR) of a debug register", enabled);
    }

    /** The ring of asynchronous input and output can be moved, and is found at its new place. */
    static Optional<String> moveAioRing(Linux linux, StoppedTask task) {
        return AioRing.moves(linux);
    }
}
