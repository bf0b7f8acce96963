package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.file.Path;

/**
 * A pages file under construction, mapped into this process: pages are copied straight into the page cache. Space that is
 * {@link #reserve reserved} before a freeze is allocated and zeroed there, which costs as much as the copy itself.
 */
final class PagesFile implements PagesOutput {
    private static final int O_RDWR = 2;
    private static final int PROT_READ_WRITE = 3;
    /** By how much the file grows when what was reserved is used up. */
    private static final long GROWTH = 16L << 20;

    private final Linux linux;
    private final Path path;
    private final Fd file;
    private Block window = Block.at(0, 0);
    private long windowUsed;
    private long size;
    private long written;

    PagesFile(Linux linux, Path path) {
        this.linux = linux;
        this.path = path;
        this.file = linux.files().open(path.toString(), O_RDWR, 0);
    }

    @Override
    public void reserve(long bytes) {
        if (bytes > 0) {
            grow(bytes);
            // A failure costs speed only: the pages come when they are touched.
            linux.memory().advise(window.address(), window.size(), Mman.MADV_POPULATE_WRITE);
        }
    }

    @Override
    public Block room(long bytes) {
        if (windowUsed == window.size()) {
            unmap();
            grow(Math.max(GROWTH, Math.min(bytes, 1L << 30)));
        }
        return window.slice(windowUsed, Math.min(bytes, window.size() - windowUsed));
    }

    @Override
    public void filled(long bytes) {
        windowUsed += bytes;
        written += bytes;
    }

    private void grow(long bytes) {
        long length = (bytes + 4095) & -4096;
        Result allocated = new Result(linux.raw().call(Nr.FALLOCATE, file.number(), 0, size, length));
        if (!allocated.ok()) {
            if (allocated.errno() != Errno.ENOTSUP) {
                throw new KernelRefused("fallocate of " + length + " bytes", path.toString(), allocated.errno());
            }
            linux.files().ftruncate(file, size + length).orThrow("ftruncate", path.toString());
        }
        long address = linux.memory()
                .tryMap(0, length, PROT_READ_WRITE, Mman.MAP_SHARED, file.number(), size)
                .orThrow("mmap", path.toString());
        window = Block.at(address, length);
        windowUsed = 0;
        size += length;
    }

    private void unmap() {
        if (window.size() > 0) {
            linux.memory().unmap(window);
            window = Block.at(0, 0);
            windowUsed = 0;
        }
    }

    /** Cuts off what was reserved and not used. */
    @Override
    public void close() {
        unmap();
        try (file) {
            linux.files().ftruncate(file, written).orThrow("ftruncate", path.toString());
        }
    }
}
