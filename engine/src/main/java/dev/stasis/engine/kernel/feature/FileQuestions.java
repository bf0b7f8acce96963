package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Memfd;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Timerfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/** About files, descriptors and mounts. */
final class FileQuestions {
    private static final int LOCK_EX = 2;
    /** linux/mount.h, since 5.15. */
    private static final int MOVE_MOUNT_SET_GROUP = 0x100;

    private FileQuestions() {}

    static Optional<String> mountIdInFdinfo(Linux linux, StoppedTask task) {
        try (Fd directory = linux.files().open("/", Fcntl.O_PATH, 0)) {
            return fdinfo(directory, "mnt_id:").missing(linux, task);
        }
    }

    static Optional<String> locksInFdinfo(Linux linux, StoppedTask task) {
        try (Fd file = linux.files().memfd("stasis-check", Memfd.MFD_CLOEXEC)) {
            Result locked = new Result(linux.raw().call(Nr.FLOCK, file.number(), LOCK_EX));
            return locked.ok() ? fdinfo(file, "lock:").missing(linux, task) : Question.refused("flock", locked);
        }
    }

    private static Question fdinfo(Fd fd, String text) {
        return Question.contains("/proc/self/fdinfo/" + fd.number(), text);
    }

    static Optional<String> mapFiles(Linux linux, StoppedTask task) {
        // Opening, not only listing, needs CAP_CHECKPOINT_RESTORE or CAP_SYS_ADMIN.
        String[] names = new java.io.File("/proc/self/map_files").list();
        if (names == null || names.length == 0) {
            return Optional.of("/proc/self/map_files cannot be listed");
        }
        Result opened = linux.files().tryOpen("/proc/self/map_files/" + names[0], Fcntl.O_RDONLY, 0);
        return closed(linux, "open of a link in /proc/self/map_files", opened);
    }

    static Optional<String> timerTicks(Linux linux, StoppedTask task) {
        Result timer = new Result(linux.raw().call(Nr.TIMERFD_CREATE, 0, Timerfd.TFD_CLOEXEC));
        if (!timer.ok()) {
            return Question.refused("timerfd_create", timer);
        }
        try (Fd fd = linux.files().adopt(timer, "timerfd_create", "");
                Arena arena = new Arena()) {
            long ticks = arena.allocate(8).putLong(0, 1).address();
            return Question.refused("TFD_IOC_SET_TICKS", linux.files().ioctl(fd, Timerfd.TFD_IOC_SET_TICKS, ticks));
        }
    }

    static Optional<String> tun(Linux linux, StoppedTask task) {
        return closed(linux, "open of /dev/net/tun", linux.files().tryOpen("/dev/net/tun", Fcntl.O_RDWR, 0));
    }

    static Optional<String> tunNamespace(Linux linux, StoppedTask task) {
        Result opened = linux.files().tryOpen("/dev/net/tun", Fcntl.O_RDWR, 0);
        if (!opened.ok()) {
            return Question.refused("open of /dev/net/tun", opened);
        }
        try (Fd tun = linux.files().adopt(opened, "open", "/dev/net/tun")) {
            Result namespace = linux.files().ioctl(tun, Socket.SIOCGSKNS, 0);
            // EBADFD: a descriptor that is not yet an interface has no namespace, but the request is known.
            return namespace.failedWith(Errno.EBADFD)
                    ? Question.PRESENT
                    : closed(linux, "SIOCGSKNS of /dev/net/tun", namespace);
        }
    }

    static Optional<String> openat2(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            long how = arena.allocate(24)
                    .putLong(0, Fcntl.O_PATH | Fcntl.O_CLOEXEC)
                    .address();
            long root = arena.string("/").address();
            return closed(linux, "openat2", new Result(linux.raw().call(Nr.OPENAT2, -100, root, how, 24)));
        }
    }

    static Optional<String> mountGroups(Linux linux, StoppedTask task) {
        try (Arena arena = new Arena()) {
            long empty = arena.string("").address();
            Result moved = new Result(linux.raw().call(Nr.MOVE_MOUNT, -1, empty, -1, empty, MOVE_MOUNT_SET_GROUP));
            // The descriptors are wrong on purpose: only an unknown flag is EINVAL.
            return moved.failedWith(Errno.EINVAL) || moved.failedWith(Errno.ENOSYS)
                    ? Question.refused("move_mount(MOVE_MOUNT_SET_GROUP)", moved)
                    : Question.PRESENT;
        }
    }

    static Optional<String> closed(Linux linux, String call, Result fd) {
        if (fd.ok()) {
            linux.files().close((int) fd.raw());
        }
        return Question.refused(call, fd);
    }
}
