package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Copies runs of pages of a process behind one another into a sink: process_vm_readv(2) with up to a thousand runs a
 * call. What the process itself may not read comes through /proc/PID/mem, which asks no protections.
 */
public final class PageCopy implements AutoCloseable {
    private static final int IOVEC = 16;
    private static final long LARGEST_COPY = 1L << 30;
    private static final Result GONE = new Result(-Errno.ESRCH);

    private final Linux linux;
    private final int pid;
    private final PageSink target;
    private final LostPages lost;
    private final @Nullable Fd mem;
    private final Arena arena = new Arena();
    private final Block local = arena.allocate(IOVEC);
    private final Block remote = arena.allocate((long) MemoryCalls.IOV_MAX * IOVEC);
    private int runs;
    private long bytes;

    public PageCopy(Linux linux, int pid, PageSink target, LostPages lost) {
        this.linux = linux;
        this.pid = pid;
        this.target = target;
        this.lost = lost;
        this.mem = open(linux, pid, lost);
    }

    /** Null when the process has ended, and that does not matter. */
    private static @Nullable Fd open(Linux linux, int pid, LostPages lost) {
        String path = "/proc/" + pid + "/mem";
        Result opened = linux.files().tryOpen(path, 0, 0);
        if (!opened.failedWith(Errno.ENOENT) && !opened.failedWith(Errno.ESRCH)) {
            return linux.files().adopt(opened, "open", path);
        }
        if (lost == LostPages.REFUSE) {
            throw gone(pid);
        }
        return null;
    }

    /** Adds a run; it is copied at the latest when {@link #finish} returns. */
    public void add(long start, long end) throws IOException {
        long at = start;
        while (at < end) {
            if (runs == MemoryCalls.IOV_MAX || bytes == LARGEST_COPY) {
                finish();
            }
            long length = Math.min(end - at, LARGEST_COPY - bytes);
            remote.putLong((long) runs * IOVEC, at);
            remote.putLong((long) runs * IOVEC + 8, length);
            runs++;
            bytes += length;
            at += length;
        }
    }

    /** Copies a run that the process itself may not read. */
    void addUnreadable(long start, long end) throws IOException {
        finish();
        throughMem(start, end);
    }

    public void finish() throws IOException {
        int first = 0;
        while (first < runs) {
            Block room = target.room(bytes);
            local.putLong(0, room.address()).putLong(8, room.size());
            Result copied =
                    linux.memory().readRemote(pid, local, 1, remote.slice((long) first * IOVEC, IOVEC), runs - first);
            if (copied.failedWith(Errno.ESRCH)) {
                zerosOrRefuse(bytes);
                break;
            }
            if (!copied.ok() && !copied.failedWith(Errno.EFAULT)) {
                throw new KernelRefused("process_vm_readv", "process " + pid, copied.errno());
            }
            long done = Math.max(0, copied.raw());
            target.filled(done);
            bytes -= done;
            boolean stuck = done < room.size();
            while (first < runs && done >= length(first)) {
                done -= length(first);
                first++;
            }
            if (first < runs) {
                shorten(first, done);
                if (stuck) {
                    long length = length(first);
                    throughMem(start(first), start(first) + length);
                    bytes -= length;
                    first++;
                }
            }
        }
        runs = 0;
        bytes = 0;
    }

    private void throughMem(long start, long end) throws IOException {
        long at = start;
        while (at < end) {
            Block room = target.room(end - at);
            Result read = readMem(room, at);
            if (read.ok() && read.raw() > 0) {
                target.filled(read.raw());
                at += read.raw();
            } else if (lost == LostPages.REFUSE && !read.ok()) {
                throw new KernelRefused(
                        "read of /proc/" + pid + "/mem",
                        "0x" + Long.toHexString(at) + " of process " + pid,
                        read.errno());
            } else {
                long missing = read.ok() ? end - at : MemoryCalls.PAGE;
                zerosOrRefuse(missing);
                at += missing;
            }
        }
    }

    /** Reads a page that the process itself may not be able to read into {@code room}, which stays as it is if it is gone. */
    void read(Block room, long address) {
        Result read = readMem(room, address);
        if ((!read.ok() || read.raw() != room.size()) && lost == LostPages.REFUSE) {
            throw gone(pid);
        }
    }

    private static TaskGone gone(int pid) {
        return new TaskGone("process " + pid + " ended while its memory was copied");
    }

    private Result readMem(Block room, long address) {
        return mem == null ? GONE : linux.files().pread(mem, room, address);
    }

    private void zerosOrRefuse(long length) throws IOException {
        if (lost == LostPages.REFUSE) {
            throw gone(pid);
        }
        long rest = length;
        while (rest > 0) {
            Block room = target.room(rest);
            room.fill((byte) 0);
            target.filled(room.size());
            rest -= room.size();
        }
    }

    private long start(int run) {
        return remote.getLong((long) run * IOVEC);
    }

    private long length(int run) {
        return remote.getLong((long) run * IOVEC + 8);
    }

    private void shorten(int run, long done) {
        long start = start(run);
        long length = length(run);
        remote.putLong((long) run * IOVEC, start + done);
        remote.putLong((long) run * IOVEC + 8, length - done);
    }

    @Override
    public void close() {
        if (mem != null) {
            mem.close();
        }
        arena.close();
    }
}
