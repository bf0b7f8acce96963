package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/** Where missing pages come from. They are asked for by pid and address at the dump, and arrive at once or later. */
interface PageSource extends AutoCloseable {
    /** Takes pages that arrived; {@code address} is that of the first byte at the dump. */
    interface Arrivals {
        void arrived(int pid, long address, Block content);
    }

    /**
     * Whether it makes sense to ask for a chunk more now, or else who waits for a page would wait for all that comes first.
     *
     * @param bytes of the chunk
     */
    boolean takesMore(long bytes);

    /** Whether that page was asked for and has not arrived. */
    boolean expects(int pid, long address);

    /** Asks for a range, which is missing as a whole and not expected; what does not arrive is asked for again. */
    void ask(LazyImage image, long address, long bytes);

    /** To be watched for what arrives; empty when nothing can come now. */
    Optional<Fd> socket();

    /** Takes what arrived, and does what is due. */
    void attend();

    /** Milliseconds until {@link #attend} has something to do by itself; -1: nothing. */
    int dueMillis();

    /** The restore failed before anything ran. Does not fail. */
    void giveUp();

    /** All pages are in place: the source may be released. */
    void finish();

    @Override
    void close();
}
