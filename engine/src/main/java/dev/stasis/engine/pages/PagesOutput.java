package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Block;

/** A pages file under construction. Closing it leaves as much in it as was filled. */
interface PagesOutput extends AutoCloseable {
    /** Makes room for {@code bytes} now, if that makes writing faster. To be called before anything is written. */
    void reserve(long bytes);

    /** Room for what comes next: at least one page, at most {@code bytes}. */
    Block room(long bytes);

    /** Tells that the first {@code bytes} of the room are filled. */
    void filled(long bytes);

    @Override
    void close();
}
