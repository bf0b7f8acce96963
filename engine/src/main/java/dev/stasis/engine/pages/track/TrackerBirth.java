package dev.stasis.engine.pages.track;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Memfd;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.tree.FrozenProcess;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Makes the two descriptors of a tracker inside a process. */
final class TrackerBirth {
    /** High enough to be out of a program's way, low enough that its table of descriptors stays small. */
    private static final int HIGH = 1000;

    private static final int RLIMIT_NOFILE = 7;
    private static final int NAME_OFFSET = 0;
    private static final int LIMIT_OFFSET = 64;

    private final Linux linux;
    private final FrozenProcess process;

    private TrackerBirth(Linux linux, FrozenProcess process) {
        this.linux = linux;
        this.process = process;
    }

    /** Requires: the process has no tracker of its own; inherited ones are closed. */
    static TrackerDescriptors in(
            Linux linux, FrozenProcess process, long startTime, Function<FrozenProcess, RemoteProcess> inside) {
        TrackerBirth birth = new TrackerBirth(linux, process);
        try (RemoteProcess remote = inside.apply(process)) {
            TrackerDescriptors.find(linux, process.pid(), process.pidfd())
                    .ifPresent(inherited -> close(remote.leader(), inherited));
            return birth.make(remote, startTime);
        }
    }

    static void close(RemoteSyscalls calls, TrackerDescriptors tracker) {
        // The mark first: without it nobody takes the other for ours.
        calls.call(Nr.CLOSE, tracker.markNumber());
        calls.call(Nr.CLOSE, tracker.userfaultNumber());
    }

    private TrackerDescriptors make(RemoteProcess remote, long startTime) {
        RemoteSyscalls calls = remote.leader();
        int high = Math.max(0, Math.min(HIGH, limit(remote) - 2));
        // USER_MODE_ONLY needs no privilege, and asynchronous protection never comes to the point that it limits.
        int flags = Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK | Userfaultfd.UFFD_USER_MODE_ONLY;
        int userfault = moved(calls, checked(calls.call(Nr.USERFAULTFD, flags), "userfaultfd"), high);
        int mark = -1;
        try {
            agree(userfault);
            byte[] name = (TrackerMark.NAME + "\0").getBytes(StandardCharsets.US_ASCII);
            remote.scratch().write(NAME_OFFSET, name);
            long made = checked(
                    calls.call(Nr.MEMFD_CREATE, remote.scratch().at(NAME_OFFSET), Memfd.MFD_CLOEXEC), "memfd_create");
            mark = moved(calls, made, high);
            return new TrackerDescriptors(mark, new TrackerMark(process.pid(), startTime, userfault, ""));
        } finally {
            if (mark < 0) {
                calls.call(Nr.CLOSE, userfault);
            }
        }
    }

    /** The protocol, from outside: a userfaultfd belongs to the memory of whoever made it. */
    private void agree(int number) {
        try (Fd userfault = linux.files()
                        .adopt(
                                linux.processes().pidfdGetfd(process.pidfd().number(), number),
                                "pidfd_getfd",
                                "fd " + number + " of process " + process.pid());
                Arena arena = new Arena()) {
            Block api = arena.allocate(24)
                    .putLong(0, Userfaultfd.UFFD_API)
                    .putLong(8, Userfaultfd.UFFD_FEATURE_WP_ASYNC | Userfaultfd.UFFD_FEATURE_WP_UNPOPULATED);
            linux.files()
                    .ioctl(userfault, Userfaultfd.UFFDIO_API, api.address())
                    .orThrow("ioctl(UFFDIO_API)", "process " + process.pid());
        }
    }

    private int limit(RemoteProcess remote) {
        long at = remote.scratch().at(LIMIT_OFFSET);
        checked(remote.leader().call(Nr.PRLIMIT64, 0, RLIMIT_NOFILE, 0, at), "prlimit");
        long soft = remote.scratch().read(LIMIT_OFFSET, 8).getLong();
        return (int) Math.min(Integer.MAX_VALUE, soft < 0 ? Integer.MAX_VALUE : soft);
    }

    private int moved(RemoteSyscalls calls, long low, int high) {
        Result copy = calls.call(Nr.FCNTL, low, Fcntl.F_DUPFD_CLOEXEC, high);
        if (!copy.ok()) {
            return (int) low; // a full table: then it stays where it is
        }
        calls.call(Nr.CLOSE, low);
        return (int) copy.raw();
    }

    private long checked(Result result, String call) {
        if (!result.ok()) {
            throw new KernelRefused(call, "process " + process.pid() + ", to track its memory", result.errno());
        }
        return result.raw();
    }
}
