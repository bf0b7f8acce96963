package dev.stasis.engine.pages.supply;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.LostPages;
import dev.stasis.engine.pages.PageCopy;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.wire.PageConnection;
import java.io.IOException;

/** The memory of processes that stand still. */
final class HeldMemory implements AutoCloseable {
    private static final long BUFFER = 1 << 20;

    private final Linux linux;
    private final Arena arena = new Arena();
    private final Block buffer = arena.allocate(BUFFER);

    HeldMemory(Linux linux) {
        this.linux = linux;
    }

    /** Writes pages to a connection. */
    void copy(int pid, long start, long end, PageConnection to) throws IOException {
        try (PageCopy copy = new PageCopy(linux, pid, new Outlet(to), LostPages.REFUSE)) {
            copy.add(start, end);
            copy.finish();
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Content only: the frame was written before. */
    private final class Outlet implements PageSink {
        private final PageConnection to;

        Outlet(PageConnection to) {
            this.to = to;
        }

        @Override
        public void add(long start, long pages, int flags) {
            throw new UnsupportedOperationException("the frame of an answer is written before its pages");
        }

        @Override
        public Block room(long bytes) {
            return buffer.slice(0, Math.min(bytes, BUFFER));
        }

        @Override
        public void filled(long bytes) {
            if (bytes > 0) {
                to.write(buffer.slice(0, bytes));
            }
        }

        @Override
        public long storedPages() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
