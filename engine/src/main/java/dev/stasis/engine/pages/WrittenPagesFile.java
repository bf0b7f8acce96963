package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;

/**
 * A pages file that is written through a small buffer: for pages that come from a socket. Received into a mapping of the file
 * they would cost a fault for each page.
 */
final class WrittenPagesFile implements PagesOutput {
    private static final int O_RDWR = 2;
    /** Stays in the processor's cache between the socket and the file. */
    private static final long BUFFER = 256L << 10;

    private final Linux linux;
    private final String path;
    private final Fd file;
    private final Arena arena = new Arena();
    private final Block buffer = arena.allocate(BUFFER);
    private long used;
    private long written;

    WrittenPagesFile(Linux linux, String path) {
        this.linux = linux;
        this.path = path;
        this.file = linux.files().open(path, O_RDWR, 0);
    }

    @Override
    public void reserve(long bytes) {}

    @Override
    public Block room(long bytes) {
        return buffer.slice(used, Math.min(bytes, BUFFER - used));
    }

    @Override
    public void filled(long bytes) {
        used += bytes;
        if (used == BUFFER) {
            flush();
        }
    }

    private void flush() {
        long done = 0;
        while (done < used) {
            done += linux.files()
                    .pwrite(file, buffer.slice(done, used - done), written + done)
                    .orThrow("write of " + used + " bytes", path);
        }
        written += used;
        used = 0;
    }

    @Override
    public void close() {
        try (file;
                arena) {
            flush();
        }
    }
}
