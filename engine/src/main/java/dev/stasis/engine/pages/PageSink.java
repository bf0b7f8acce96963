package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Block;
import java.io.IOException;

/**
 * Takes the pages of one owner. Runs are announced by ascending address; the content of those with {@link
 * dev.stasis.image.pages.PageFlags#PRESENT} follows in the same order, at once or later.
 */
public interface PageSink extends AutoCloseable {
    /** Announces a run; {@code flags} of {@link dev.stasis.image.pages.PageFlags}. */
    void add(long start, long pages, int flags) throws IOException;

    /** Room for the content that comes next: at least one page, whole pages, at most {@code bytes}. */
    Block room(long bytes) throws IOException;

    /** Tells that the first {@code bytes} of the room are filled. */
    void filled(long bytes) throws IOException;

    /** How many pages of the runs so far have their content here. */
    long storedPages();

    /** Completes the owner. Requires: the content of all runs announced has been filled in. */
    @Override
    void close() throws IOException;
}
