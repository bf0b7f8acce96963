package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.Log;
import dev.stasis.image.compress.PagesForm;

/**
 * How two Stasis agree that a client's stream is compressed from now on. The client asks whether the parent set has pages of a
 * pid that no process can have; every CRIU answers that it has not, and gets the stream as it is.
 */
public final class CompressedStream {
    /** "zstd", far above the largest pid, as the pid of a task. */
    private static final long QUESTION = 0x6474737aL << 8 | 1;
    /** The answer of one that reads compressed streams; CRIU's are 0 and 1. */
    private static final int AGREED = 0x6474737a;

    private CompressedStream() {}

    /** A client's side; does nothing for {@link PagesForm#PLAIN}. Requires: nothing but a probe was sent. */
    public static void offer(PageConnection connection, PagesForm form, Log log) {
        if (form.isPlain()) {
            return;
        }
        connection.write(Frame.of(PageCommand.PARENT, QUESTION));
        connection.push();
        if (connection.readInt() == AGREED) {
            connection.compress(form.level());
            log.info(connection.peer() + " takes compressed pages");
        } else {
            log.warn(connection.peer() + " does not know compressed pages, they are sent as they are");
        }
    }

    /** A server's side: agrees, if the frame is the offer; false if it is something else. */
    public static boolean accepts(PageConnection connection, Frame frame) {
        if (frame.command() != PageCommand.PARENT || frame.owner() != QUESTION) {
            return false;
        }
        connection.writeInt(AGREED);
        connection.push();
        connection.decompress();
        return true;
    }
}
