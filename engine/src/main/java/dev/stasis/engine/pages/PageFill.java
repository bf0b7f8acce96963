package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.restore.LentFiles;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;
import dev.stasis.image.pages.PageSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pages from their files into a task: preadv(2) inside the task, with as many runs a call as lie one behind the other
 * in a file. Requires: where the pages go, the task may write.
 */
public final class PageFill implements AutoCloseable {
    private static final int IOVEC = 16;

    private final RestoreTask task;
    private final PagesFiles files;
    private final ProgressMeter meter;
    private final LentFiles lent;
    private final Map<Path, Integer> numbers = new HashMap<>();
    private final List<PageSegment> pending = new ArrayList<>();
    private long pendingBytes;
    private long pages;

    /** @param meter is told of the bytes that were read */
    public PageFill(RestoreTask task, Linux linux, LentFiles lent, ProgressMeter meter) {
        this.task = task;
        this.meter = meter;
        this.lent = lent;
        this.files = new PagesFiles(linux);
    }

    /** Adds a run of pages; it is read at the latest when {@link #finish} returns. Requires: it is stored in a file. */
    public void add(PageSegment segment) {
        PageSegment rest = segment;
        long largest = files.portion(segment.pagesFile());
        while (rest.length() > largest) {
            long first = largest / MemoryCalls.PAGE;
            addPiece(piece(rest, 0, first));
            rest = piece(rest, first, rest.pages() - first);
        }
        addPiece(rest);
    }

    private static PageSegment piece(PageSegment whole, long skipped, long pages) {
        long bytes = skipped * MemoryCalls.PAGE;
        return new PageSegment(whole.address() + bytes, pages, whole.lazy(), whole.pagesFile(), whole.offset() + bytes);
    }

    private void addPiece(PageSegment piece) {
        if (!pending.isEmpty()) {
            PageSegment last = pending.get(pending.size() - 1);
            boolean follows = last.pagesFile().equals(piece.pagesFile())
                    && last.offset() + last.length() == piece.offset()
                    && pendingBytes + piece.length() <= files.portion(piece.pagesFile())
                    && pending.size() < MemoryCalls.IOV_MAX;
            if (!follows) {
                finish();
            }
        }
        pending.add(piece);
        pendingBytes += piece.length();
    }

    /** Reads what was added and not read yet. */
    public void finish() {
        if (pending.isEmpty()) {
            return;
        }
        PageSegment first = pending.get(0);
        Fd file = files.ready(first.pagesFile(), first.offset(), pendingBytes);
        int number = numbers.computeIfAbsent(first.pagesFile(), path -> lent.number(file));
        StubMemory.Shared vectors = task.allocate((long) pending.size() * IOVEC);
        for (int i = 0; i < pending.size(); i++) {
            vectors.here().putLong((long) i * IOVEC, pending.get(i).address());
            vectors.here().putLong((long) i * IOVEC + 8, pending.get(i).length());
        }
        long read = task.call(
                "preadv of pages from " + first.pagesFile(),
                Nr.PREADV,
                number,
                vectors.there().value(),
                pending.size(),
                first.offset(),
                0);
        if (read != pendingBytes) {
            throw new ImageDamaged(first.pagesFile() + " gave only " + read + " of " + pendingBytes
                    + " bytes from offset " + first.offset() + " on; it became shorter, or memory ran out");
        }
        pages += pendingBytes / MemoryCalls.PAGE;
        meter.add(pendingBytes);
        pending.clear();
        pendingBytes = 0;
    }

    /** So many bytes more are going to be read, for those who count. */
    public void expect(long bytes) {
        meter.expect(bytes);
    }

    /** How many pages were read. */
    public long pages() {
        return pages;
    }

    @Override
    public void close() {
        files.close();
    }
}
