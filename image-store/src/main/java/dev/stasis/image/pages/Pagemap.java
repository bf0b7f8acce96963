package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One pagemap, checked: its runs ascend, do not overlap, are aligned to pages, and the pages file is long enough. Runs are
 * columns of arrays, for there may be millions.
 */
public final class Pagemap {
    private final Path file;
    private final Path pagesFile;
    private final long pagesId;
    private final PageRuns runs;

    Pagemap(Path file, Path pagesFile, long pagesId, PageRuns runs) {
        this.file = file;
        this.pagesFile = pagesFile;
        this.pagesId = pagesId;
        this.runs = runs;
    }

    /**
     * Reads a pagemap; empty if the set has none of that number.
     *
     * @param type {@link ImageType#PAGEMAP} or {@link ImageType#PAGEMAP_SHMEM}
     */
    public static Optional<Pagemap> find(ImageDirectory images, ImageType<PagemapEntry> type, long number) {
        return PagemapReader.read(images, type, number);
    }

    /** The image that this was read from. */
    public Path file() {
        return file;
    }

    /** Where the content of the runs with {@link PageFlags#PRESENT} is. */
    public Path pagesFile() {
        return pagesFile;
    }

    public long pagesId() {
        return pagesId;
    }

    /** How many runs there are. */
    public int size() {
        return runs.size();
    }

    /** Address of the first byte of a run, or its offset in the shared memory. */
    public long start(int run) {
        return runs.start(run);
    }

    /** Number of pages of a run. */
    public long pages(int run) {
        return runs.pages(run);
    }

    /** First address behind a run. */
    public long end(int run) {
        return runs.start(run) + runs.pages(run) * PAGE_SIZE;
    }

    /** {@link PageFlags} of a run. */
    public int flags(int run) {
        return runs.flags(run);
    }

    public boolean has(int run, int flag) {
        return (runs.flags(run) & flag) != 0;
    }

    /** Where in {@link #pagesFile} a run begins. Requires: it has {@link PageFlags#PRESENT}. */
    public long offset(int run) {
        return runs.offset(run);
    }

    /** The first run that ends behind {@code address}; {@link #size} if none does. */
    public int firstEndingAfter(long address) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(middle) > address) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether every page of the range is in some run, whatever its flags. */
    public boolean covers(long start, long end) {
        long at = start;
        for (int run = firstEndingAfter(start); at < end && run < size() && start(run) <= at; run++) {
            at = end(run);
        }
        return at >= end;
    }

    /** Number of pages of all runs with the flag. */
    public long countPages(int flag) {
        long count = 0;
        for (int run = 0; run < size(); run++) {
            count += has(run, flag) ? pages(run) : 0;
        }
        return count;
    }

    /** An error about a run. */
    ImageDamagedException damaged(int run, String field, String reason) {
        return ImageDamagedException.field(file, run + 1, field, reason);
    }
}
