package dev.stasis.image.pages;

import java.nio.file.Path;

/**
 * A run of pages and where their content is.
 *
 * @param address of the first byte in the task, or offset in the shared memory
 * @param pages how many, at least 1
 * @param lazy whether they may be brought later: what the newest pagemap says, whatever those of parents say
 * @param pagesFile file that holds them, in the set or in one that it builds on
 * @param offset of the first byte in {@code pagesFile}; {@link #NOT_STORED} if they are in none: a page server brings them
 */
public record PageSegment(long address, long pages, boolean lazy, Path pagesFile, long offset) {
    public static final long NOT_STORED = -1;

    public boolean isStored() {
        return offset != NOT_STORED;
    }

    public long length() {
        return pages * PageFlags.PAGE_SIZE;
    }

    public long end() {
        return address + length();
    }

    /** Whether {@code next} goes on where this ends, in the task and in the file. */
    boolean isContinuedBy(PageSegment next) {
        return end() == next.address
                && lazy == next.lazy
                && isStored() == next.isStored()
                && (!isStored() || offset + length() == next.offset)
                && pagesFile.equals(next.pagesFile);
    }

    PageSegment joinedWith(PageSegment next) {
        return new PageSegment(address, pages + next.pages, lazy, pagesFile, offset);
    }
}
