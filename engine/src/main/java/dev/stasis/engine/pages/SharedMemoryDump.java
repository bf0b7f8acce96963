package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;

/** Writes the pages of one shared memory that hold data, as SEEK_DATA tells: pagemap-shmem-NUMBER.img. */
final class SharedMemoryDump {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final long PAGE = PageFlags.PAGE_SIZE;

    private final Linux linux;
    private final Fd memory;

    private SharedMemoryDump(Linux linux, Fd memory) {
        this.linux = linux;
        this.memory = memory;
    }

    static PageCounts write(Linux linux, PageStore store, long number, Fd memory, long size) throws IOException {
        try (PageSink pages = store.open(PageOwner.sharedMemory(number))) {
            new SharedMemoryDump(linux, memory).copy(pages, (size + PAGE - 1) & -PAGE);
            return new PageCounts(0, 0, 0, 0, size / PAGE, 0, pages.storedPages());
        }
    }

    private void copy(PageSink pages, long size) throws IOException {
        long start = seek(0, SEEK_DATA, size) & -PAGE;
        while (start < size) {
            long end = Math.min(size, (seek(start, SEEK_HOLE, size) + PAGE - 1) & -PAGE);
            pages.add(start, (end - start) / PAGE, PageFlags.PRESENT);
            read(pages, start, end);
            start = end < size ? seek(end, SEEK_DATA, size) & -PAGE : size;
        }
    }

    /** {@code size} when there is nothing of what is looked for. */
    private long seek(long from, int whence, long size) {
        Result found = linux.files().lseek(memory, from, whence);
        if (found.failedWith(Errno.ENXIO)) {
            return size;
        }
        return Math.min(size, found.orThrow("lseek", "shared memory"));
    }

    private void read(PageSink pages, long start, long end) throws IOException {
        long at = start;
        while (at < end) {
            Block room = pages.room(end - at);
            Result read = linux.files().pread(memory, room, at);
            if (!read.ok()) {
                throw new KernelRefused("pread", "shared memory", read.errno());
            }
            // Short only in the last page of a memory whose size is no multiple of a page: the rest of it is zero.
            long done = read.raw() == room.size() ? read.raw() : (read.raw() + PAGE - 1) & -PAGE;
            if (done == 0) {
                room.slice(0, PAGE).fill((byte) 0);
                done = PAGE;
            } else if (done > read.raw()) {
                room.slice(read.raw(), done - read.raw()).fill((byte) 0);
            }
            pages.filled(done);
            at += done;
        }
    }
}
