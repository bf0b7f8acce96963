package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Falloc;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;

/** Calls on files and descriptors of this process. Descriptors come as {@link Fd}, closed by whoever got them. */
public final class FileCalls {
    private static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;

    private final Syscalls sys;

    FileCalls(Syscalls sys) {
        this.sys = sys;
    }

    /** open(2) relative to the working directory. {@code flags} as in fcntl.h; O_CLOEXEC is always added. */
    public Result tryOpen(String path, int flags, int mode) {
        try (Arena arena = new Arena()) {
            Block name = arena.string(path);
            return new Result(sys.call(Nr.OPENAT, AT_FDCWD, name.address(), flags | 0x80000, mode));
        }
    }

    public Fd open(String path, int flags, int mode) {
        return Fd.owning(this, (int) tryOpen(path, flags, mode).orThrow("open", path));
    }

    /** openat(2) relative to {@code directory}. */
    public Result tryOpenAt(Fd directory, String path, int flags, int mode) {
        try (Arena arena = new Arena()) {
            Block name = arena.string(path);
            return new Result(sys.call(Nr.OPENAT, directory.number(), name.address(), flags | 0x80000, mode));
        }
    }

    public Fd adopt(Result result, String call, String subject) {
        return Fd.owning(this, (int) result.orThrow(call, subject));
    }

    /** A copy of descriptor {@code fd} of this process, whoever owns it. */
    public Result duplicate(int fd) {
        return new Result(sys.call(Nr.FCNTL, fd, 1030, 0));
    }

    public Result close(int fd) {
        return new Result(sys.call(Nr.CLOSE, fd));
    }

    public Result read(Fd fd, Block into) {
        return new Result(sys.call(Nr.READ, fd.number(), into.address(), into.size()));
    }

    public Result write(Fd fd, Block from) {
        return new Result(sys.call(Nr.WRITE, fd.number(), from.address(), from.size()));
    }

    public Result pread(Fd fd, Block into, long offset) {
        return new Result(sys.call(Nr.PREAD64, fd.number(), into.address(), into.size(), offset));
    }

    public Result pwrite(Fd fd, Block from, long offset) {
        return new Result(sys.call(Nr.PWRITE64, fd.number(), from.address(), from.size(), offset));
    }

    public Result lseek(Fd fd, long offset, int whence) {
        return new Result(sys.call(Nr.LSEEK, fd.number(), offset, whence));
    }

    public Result ftruncate(Fd fd, long length) {
        return new Result(sys.call(Nr.FTRUNCATE, fd.number(), length));
    }

    /** Gives the space of a range back to the file system: it reads as zeros, the file keeps its length. */
    public Result punchHole(Fd fd, long offset, long length) {
        int mode = Falloc.FALLOC_FL_PUNCH_HOLE | Falloc.FALLOC_FL_KEEP_SIZE;
        return new Result(sys.call(Nr.FALLOCATE, fd.number(), mode, offset, length));
    }

    public Result ioctl(Fd fd, long request, long argument) {
        return new Result(sys.call(Nr.IOCTL, fd.number(), request, argument));
    }

    public Result fcntl(Fd fd, int command, long argument) {
        return new Result(sys.call(Nr.FCNTL, fd.number(), command, argument));
    }

    /**
     * poll(2) of one descriptor: the result is what came of {@code events}, with POLLERR and POLLHUP beside them, or 0 when
     * {@code milliseconds} are over. Interrupted by a signal it says EINTR.
     */
    public Result poll(Fd fd, int events, int milliseconds) {
        try (Arena arena = new Arena()) {
            Block entry = arena.allocate(8).putInt(0, fd.number()).putShort(4, (short) events);
            Result result = new Result(sys.call(Nr.POLL, entry.address(), 1, milliseconds));
            return result.ok() ? new Result(entry.getShort(6) & 0xffff) : result;
        }
    }

    /** fstat(2): 144 bytes of struct stat. */
    public Result fstat(Fd fd, Block stat) {
        try (Arena arena = new Arena()) {
            Block empty = arena.string("");
            return new Result(sys.call(Nr.NEWFSTATAT, fd.number(), empty.address(), stat.address(), AT_EMPTY_PATH));
        }
    }

    /** An anonymous file in memory, named {@code name} in /proc. */
    public Fd memfd(String name, int flags) {
        try (Arena arena = new Arena()) {
            Result result =
                    new Result(sys.call(Nr.MEMFD_CREATE, arena.string(name).address(), flags));
            return adopt(result, "memfd_create", name);
        }
    }

    /** The target of a symbolic link, bytes kept as ISO-8859-1 characters: a path need not be UTF-8. */
    public Result tryReadLink(String path, StringBuilder target) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(4096 + 64);
            Block name = arena.string(path);
            Result length =
                    new Result(sys.call(Nr.READLINKAT, AT_FDCWD, name.address(), buffer.address(), buffer.size()));
            if (length.ok()) {
                target.append(new String(buffer.getBytes(0, (int) length.raw()), StandardCharsets.ISO_8859_1));
            }
            return length;
        }
    }
}
