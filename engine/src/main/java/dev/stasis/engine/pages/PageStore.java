package dev.stasis.engine.pages;

import java.io.IOException;

/** Where the pages of a dump go. Owners are written one after another. */
public interface PageStore extends AutoCloseable {
    /** Makes room for what is to come, where that helps: called before a freeze. */
    void reserve(PageOwner owner, long bytes) throws IOException;

    /** So much content is going to come, beside what was told before. For those who count: nothing depends on it. */
    default void expect(long bytes) {}

    /** Begins an owner. Close the sink before the next one is begun. */
    PageSink open(PageOwner owner) throws IOException;

    /** What may be referred to instead of being written again. */
    ParentPages parent(PageOwner owner) throws IOException;

    /** All owners are written: what has to be confirmed is confirmed when this returns. */
    void finish() throws IOException;

    /** Gives up what was reserved and never used. */
    @Override
    void close() throws IOException;
}
