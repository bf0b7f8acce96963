package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PARENT;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordReader;
import dev.stasis.image.compress.CompressedPages;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a pagemap in any style: up to 4.1 the count is in field 2, from 4.2 on in field 5; the oldest know no flags but
 * {@code in_parent}.
 */
final class PagemapReader {
    /** User addresses are shorter by far; what is larger would overflow somewhere. */
    private static final long END_OF_ADDRESSES = 1L << 57;

    private final RecordReader<PagemapEntry> records;
    private final PageRuns runs = new PageRuns();
    private final Path pagesFile;
    private final long pagesFileSize;
    private long end;
    private long offset;

    private PagemapReader(RecordReader<PagemapEntry> records, Path pagesFile) {
        this.records = records;
        this.pagesFile = pagesFile;
        this.pagesFileSize = sizeOf(pagesFile);
    }

    static Optional<Pagemap> read(ImageDirectory images, ImageType<PagemapEntry> type, long number) {
        try (RecordReader<PagemapEntry> records = images.records(type, number)) {
            if (records.remaining() == 0) {
                return Optional.empty();
            }
            long id =
                    Integer.toUnsignedLong(records.nested(PagemapHead.parser()).getPagesId());
            Path pagesFile = images.file(ImageType.PAGES, id);
            PagemapReader reader = new PagemapReader(records, pagesFile);
            while (records.next()) {
                reader.add(records.record());
            }
            return Optional.of(new Pagemap(records.file(), pagesFile, id, reader.runs));
        }
    }

    private void add(PagemapEntry entry) {
        long start = entry.getVaddr();
        long pages = entry.hasNrPages() ? entry.getNrPages() : Integer.toUnsignedLong(entry.getCompatNrPages());
        int flags = flags(entry);
        checkRange(start, pages);
        boolean present = (flags & PRESENT) != 0;
        if (present) {
            checkStored(pages);
        }
        runs.add(start, pages, flags, present ? offset : -1);
        offset += present ? pages * PAGE_SIZE : 0;
        end = start + pages * PAGE_SIZE;
    }

    private int flags(PagemapEntry entry) {
        int flags = entry.getFlags();
        if (entry.getInParent()) {
            flags |= PARENT;
        } else if (!entry.hasFlags()) {
            flags = PRESENT;
        }
        String fault = PageFlags.fault(flags);
        if (!fault.isEmpty()) {
            throw records.damaged("flags", fault);
        }
        return flags;
    }

    private void checkRange(long start, long pages) {
        if (start < 0 || start >= END_OF_ADDRESSES || start % PAGE_SIZE != 0) {
            throw records.damaged("vaddr", "is 0x" + Long.toHexString(start) + ", no address of a page");
        }
        if (start < end) {
            throw records.damaged(
                    "vaddr",
                    "is 0x" + Long.toHexString(start) + ", but the run before ends at 0x" + Long.toHexString(end));
        }
        if (pages <= 0 || pages > (END_OF_ADDRESSES - start) / PAGE_SIZE) {
            throw records.damaged("nr_pages", "is " + Long.toUnsignedString(pages) + ", no number of pages");
        }
    }

    private void checkStored(long pages) {
        long left = (pagesFileSize - offset) / PAGE_SIZE;
        if (pages > left) {
            throw records.damaged(
                    "nr_pages",
                    "is " + pages + ", but from offset " + offset + " on " + pagesFile + " has only " + left
                            + " pages");
        }
    }

    private static long compressedSize(Path pagesFile) throws IOException {
        try (CompressedPages pages = CompressedPages.of(pagesFile)) {
            return pages.size();
        }
    }

    private static long sizeOf(Path pagesFile) {
        try {
            if (CompressedPages.isOnlyFormOf(pagesFile)) {
                return compressedSize(pagesFile);
            }
            return Files.size(pagesFile);
        } catch (NoSuchFileException missing) {
            return 0;
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(pagesFile, refused);
        }
    }
}
