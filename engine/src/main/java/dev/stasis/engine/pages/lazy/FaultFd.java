package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.List;

/** The userfaultfd of another process: puts pages into its memory, and hears what it does with it. */
final class FaultFd implements AutoCloseable {
    private static final int MESSAGES = 64;
    /** The lowest address that may be mapped, where nobody maps anything: the kernel answers EFAULT or ENOENT. */
    private static final long NOWHERE = 1 << 16;

    private static final long PAGE = 4096;

    private final Linux linux;
    private final Fd fd;
    private final Arena arena = new Arena();
    private final Block argument = arena.allocate(40);
    private final Block messages = arena.allocate((long) MESSAGES * FaultEvent.BYTES);

    FaultFd(Linux linux, Fd fd) {
        this.linux = linux;
        this.fd = fd;
    }

    Fd fd() {
        return fd;
    }

    /**
     * Copies pages to where there are none, and wakes who waits for them.
     *
     * @return bytes copied, perhaps fewer than asked; or EAGAIN: an event is to be read first; EEXIST: the first page is
     *     there already; ENOENT: nothing of the kind is mapped there any more; ESRCH: the memory is gone
     */
    Result copy(long to, long from, long bytes) {
        argument.putLong(0, to)
                .putLong(8, from)
                .putLong(16, bytes)
                .putLong(24, 0)
                .putLong(32, 0);
        Result answer = linux.files().ioctl(fd, Userfaultfd.UFFDIO_COPY, argument.address());
        return done(answer, bytes, argument.getLong(32));
    }

    /** As {@link #copy}, with zeros. */
    Result zero(long at, long bytes) {
        argument.putLong(0, at).putLong(8, bytes).putLong(16, 0).putLong(24, 0);
        Result answer = linux.files().ioctl(fd, Userfaultfd.UFFDIO_ZEROPAGE, argument.address());
        return done(answer, bytes, argument.getLong(24));
    }

    private static Result done(Result answer, long asked, long told) {
        if (answer.ok()) {
            return new Result(asked);
        }
        return told > 0 ? new Result(told) : answer;
    }

    /** Lets who waits look again. */
    void wake(long at, long bytes) {
        argument.putLong(0, at).putLong(8, bytes);
        linux.files().ioctl(fd, Userfaultfd.UFFDIO_WAKE, argument.address());
    }

    /** Whether the process has ended or runs another program: nothing will ever be missing in that memory again. */
    boolean memoryGone() {
        return copy(NOWHERE, NOWHERE, PAGE).failedWith(Errno.ESRCH);
    }

    /** What happened since, in order, but for faults, which come first. */
    List<FaultEvent> events() {
        List<FaultEvent> events = new ArrayList<>();
        long read;
        do {
            Result result = linux.files().read(fd, messages);
            if (result.failedWith(Errno.EAGAIN) || result.failedWith(Errno.EINTR)) {
                return events;
            }
            read = result.orThrow("read", "a userfaultfd");
            for (long at = 0; at < read; at += FaultEvent.BYTES) {
                events.add(FaultEvent.of(messages.slice(at, FaultEvent.BYTES)));
            }
        } while (read == messages.size());
        return events;
    }

    @Override
    public void close() {
        fd.close();
        arena.close();
    }
}
