package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;

/**
 * Calls on files by name. A name here has one character per byte (ISO-8859-1), as {@link FileCalls#tryReadLink} returns
 * it: names of files need not be UTF-8.
 */
public final class PathCalls {
    /** Bytes of struct stat. */
    private static final int STAT = 144;

    private final Syscalls sys;
    private final FileCalls files;

    PathCalls(Syscalls sys, FileCalls files) {
        this.sys = sys;
        this.files = files;
    }

    /** open(2); O_CLOEXEC is always added. */
    public Result tryOpen(String path, int flags, int mode) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.OPENAT, Fcntl.AT_FDCWD, name(arena, path), flags | Fcntl.O_CLOEXEC, mode));
        }
    }

    public Fd open(String path, int flags, int mode) {
        return files.adopt(tryOpen(path, flags, mode), "open", path);
    }

    /** stat(2) into a block of 144 bytes; symbolic links are followed, those of /proc/PID/fd to files without a name too. */
    public Result tryStat(String path, Block stat) {
        return statAt(path, stat, 0);
    }

    /** lstat(2) into a block of 144 bytes. */
    public Result tryLstat(String path, Block stat) {
        return statAt(path, stat, Fcntl.AT_SYMLINK_NOFOLLOW);
    }

    private Result statAt(String path, Block stat, int flags) {
        if (stat.size() < STAT) {
            throw new IllegalArgumentException("struct stat has " + STAT + " bytes, not " + stat.size());
        }
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.NEWFSTATAT, Fcntl.AT_FDCWD, name(arena, path), stat.address(), flags));
        }
    }

    public Result tryUnlink(String path) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.UNLINKAT, Fcntl.AT_FDCWD, name(arena, path), 0));
        }
    }

    public Result tryRmdir(String path) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.UNLINKAT, Fcntl.AT_FDCWD, name(arena, path), Fcntl.AT_REMOVEDIR));
        }
    }

    public Result tryMkdir(String path, int mode) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.MKDIRAT, Fcntl.AT_FDCWD, name(arena, path), mode));
        }
    }

    /** mknod(2): FIFOs and device nodes; {@code mode} with the type, {@code device} as stat(2) encodes it. */
    public Result tryMknod(String path, int mode, long device) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.MKNODAT, Fcntl.AT_FDCWD, name(arena, path), mode, device));
        }
    }

    public Result trySymlink(String target, String path) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.SYMLINKAT, name(arena, target), Fcntl.AT_FDCWD, name(arena, path)));
        }
    }

    /** Another name for the file behind {@code from}, itself followed when it is a symbolic link (as /proc/PID/fd/N is). */
    public Result tryLink(String from, String to) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(
                    Nr.LINKAT,
                    Fcntl.AT_FDCWD,
                    name(arena, from),
                    Fcntl.AT_FDCWD,
                    name(arena, to),
                    Fcntl.AT_SYMLINK_FOLLOW));
        }
    }

    /** rename(2). */
    public Result tryRename(String from, String to) {
        try (Arena arena = new Arena()) {
            return new Result(
                    sys.call(Nr.RENAMEAT, Fcntl.AT_FDCWD, name(arena, from), Fcntl.AT_FDCWD, name(arena, to)));
        }
    }

    /** chmod(2): permission bits only. */
    public Result tryChmod(String path, int mode) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.FCHMODAT, Fcntl.AT_FDCWD, name(arena, path), mode));
        }
    }

    /** lchown(2). */
    public Result tryLchown(String path, int uid, int gid) {
        try (Arena arena = new Arena()) {
            return new Result(
                    sys.call(Nr.FCHOWNAT, Fcntl.AT_FDCWD, name(arena, path), uid, gid, Fcntl.AT_SYMLINK_NOFOLLOW));
        }
    }

    /** chdir(2), of all threads that share this thread's working directory. */
    public Result tryChdir(String path) {
        try (Arena arena = new Arena()) {
            return new Result(sys.call(Nr.CHDIR, name(arena, path)));
        }
    }

    private static long name(Arena arena, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        return arena.allocate(bytes.length + 1L).putBytes(0, bytes).address();
    }
}
