package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PARENT;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.image.ImageType;
import dev.stasis.image.RecordWriter;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a pagemap that every CRIU from 3.12 on reads: the count in field 2 and no field 5, the flags in field 4, and
 * {@code in_parent} beside the flag {@link PageFlags#PARENT}. Runs that go on where the last one ended are joined. For one thread.
 */
public final class PagemapWriter implements Closeable {
    /** Field 2 has 32 bits, and its readers like to multiply. A multiple of the size of huge pages. */
    private static final long LONGEST_RUN = 1L << 30;

    private final RecordWriter<PagemapEntry> records;
    private long start;
    private long pages;
    private int flags;
    private long stored;

    private PagemapWriter(RecordWriter<PagemapEntry> records) {
        this.records = records;
    }

    /** Begins a new file. {@link dev.stasis.image.ImageSetWriter#pagemap} does this within a set. */
    public static PagemapWriter create(Path file, ImageType<PagemapEntry> type, long pagesId) throws IOException {
        RecordWriter<PagemapEntry> records = RecordWriter.create(file, type);
        records.nested(PagemapHead.newBuilder().setPagesId((int) pagesId).build());
        return new PagemapWriter(records);
    }

    /**
     * Adds a run. Requires: the address is that of a page and not before the end of the last run; the content of
     * {@link PageFlags#PRESENT} runs comes in the same order in the pages file.
     */
    public void add(long address, long count, int runFlags) throws IOException {
        String fault = PageFlags.fault(runFlags);
        if (address % PAGE_SIZE != 0 || address < start + pages * PAGE_SIZE || count <= 0 || !fault.isEmpty()) {
            throw new IllegalArgumentException("pages at 0x" + Long.toHexString(address) + ", " + count + ", flags "
                    + runFlags + ", after 0x" + Long.toHexString(start + pages * PAGE_SIZE) + " " + fault);
        }
        if ((runFlags & PRESENT) != 0) {
            stored += count;
        }
        if (pages > 0 && address == start + pages * PAGE_SIZE && runFlags == flags) {
            pages += count;
        } else {
            emit();
            start = address;
            pages = count;
            flags = runFlags;
        }
    }

    /** How many pages the runs so far have in the pages file. */
    public long storedPages() {
        return stored;
    }

    @Override
    public void close() throws IOException {
        try (records) {
            emit();
        }
    }

    private void emit() throws IOException {
        for (long done = 0; done < pages; done += LONGEST_RUN) {
            PagemapEntry.Builder entry = PagemapEntry.newBuilder()
                    .setVaddr(start + done * PAGE_SIZE)
                    .setCompatNrPages((int) Math.min(LONGEST_RUN, pages - done))
                    .setFlags(flags);
            if ((flags & PARENT) != 0) {
                entry.setInParent(true);
            }
            records.write(entry.build());
        }
    }
}
