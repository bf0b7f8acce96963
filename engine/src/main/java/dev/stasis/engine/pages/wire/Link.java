package dev.stasis.engine.pages.wire;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;

/**
 * A stream of bytes to and from a peer. Every wait ends with {@link dev.stasis.engine.api.error.PeerLost} when nothing
 * moved for as long as the link's deadline. For one thread that reads and one that writes.
 */
public interface Link extends AutoCloseable {
    /** Who it is, for messages: "the page server at 10.0.0.2:4711". */
    String peer();

    /** The socket, for poll(2) beside other descriptors: see {@link #buffered}. */
    Fd socket();

    /** Whether bytes can be read that poll(2) on {@link #socket} does not know of. */
    boolean buffered();

    /** Whether there is something to read, be it the end of the stream, now or within so many milliseconds. */
    boolean awaits(int milliseconds);

    /** Reads at least one byte; 0 is the end of the stream. */
    long read(Block into);

    /** Writes everything; it may stay with the sender until there is enough of it: {@link #push}. */
    void write(Block from);

    /** Sends what was written. */
    void push();

    /** Says that nothing more will be written, where the transport can. Does not fail. */
    void finish();

    /** Does not fail. */
    @Override
    void close();
}
