package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.request.PageFrames;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Frames, pages and answers over a {@link Link}. Owns the link. */
public final class PageConnection implements AutoCloseable {
    /** How long the rest of a wide frame may be behind a first frame that fits both styles. */
    private static final int REST_OF_FRAME_MILLIS = 1000;

    private static final int NARROW = FrameStyle.NARROW.bytes();
    private static final int WIDE = FrameStyle.WIDE.bytes();

    private Link link;
    private final Arena arena = new Arena();
    private final Block incoming = arena.allocate(WIDE);
    private final Block outgoing = arena.allocate(WIDE);
    private @Nullable FrameStyle style;
    private int answer;

    private PageConnection(Link link, @Nullable FrameStyle style) {
        this.link = link;
        this.style = style;
    }

    /** A connection whose style is known. */
    public static PageConnection of(Link link, FrameStyle style) {
        return new PageConnection(link, style);
    }

    /** A client's side. */
    public static PageConnection toServer(Link link, PageFrames frames) {
        return switch (frames) {
            case AUTO -> probing(link);
            case NARROW -> of(link, FrameStyle.NARROW);
            case WIDE -> of(link, FrameStyle.WIDE);
        };
    }

    /** A server's side: the client's first frame tells the style. */
    public static PageConnection accepted(Link link) {
        return new PageConnection(link, null);
    }

    /** A client's side when nobody said what kind of server it is: asks it, which takes 3 s with CRIU 4.2. */
    public static PageConnection probing(Link link) {
        FrameStyle style = StyleProbe.ask(link);
        PageConnection connection = new PageConnection(link, style);
        connection.answer = connection.readInt();
        if (connection.withStasis()) {
            if (style == FrameStyle.WIDE) {
                throw new PeerLost(link.peer() + " took longer than the probe's patience to answer; try again");
            }
            connection.style = FrameStyle.WIDE;
        }
        return connection;
    }

    /** As {@link #probing}, of a server that is known to answer as Stasis does, however long that takes. */
    public static PageConnection returning(Link link) {
        PageConnection connection = new PageConnection(link, FrameStyle.NARROW);
        connection.write(StyleProbe.question());
        connection.push();
        connection.answer = connection.readInt();
        connection.style = connection.withStasis() ? FrameStyle.WIDE : FrameStyle.NARROW;
        return connection;
    }

    /** Whether the server answered the probe as a Stasis does that serves lazy pages. */
    public boolean withStasis() {
        return answer == StyleProbe.STASIS;
    }

    /**
     * A server's side: answers the probe, and frames are wide from now on; false if the frame is something else. A CRIU asks
     * no such thing of a server of lazy pages.
     */
    public boolean answersProbe(Frame frame) {
        if (style != FrameStyle.NARROW || !frame.equals(StyleProbe.question())) {
            return false;
        }
        writeInt(StyleProbe.STASIS);
        push();
        style = FrameStyle.WIDE;
        return true;
    }

    /** What is written from now on goes compressed. */
    void compress(int level) {
        link = new CompressingLink(link, level);
    }

    /** What is read from now on comes compressed. */
    void decompress() {
        link = new DecompressingLink(link);
    }

    public Link link() {
        return link;
    }

    public String peer() {
        return link.peer();
    }

    /** Empty as long as a server has not seen a frame. */
    public Optional<FrameStyle> style() {
        return Optional.ofNullable(style);
    }

    /** Writes a frame; {@link #push} sends it. */
    public void write(Frame frame) {
        if (style == null) {
            throw new IllegalStateException("a frame to " + peer() + " before its first");
        }
        style.encode(frame, outgoing);
        link.write(outgoing.slice(0, style.bytes()));
    }

    /** Writes the content of pages. */
    public void write(Block data) {
        link.write(data);
    }

    public void writeInt(int value) {
        link.write(outgoing.putInt(0, value).slice(0, 4));
    }

    public void writeByte(int value) {
        link.write(outgoing.putByte(0, (byte) value).slice(0, 1));
    }

    public void push() {
        link.push();
    }

    /** The next frame; empty when the peer closed the connection between two frames. */
    public Optional<Frame> next() {
        if (style == null) {
            if (!fill(incoming.slice(0, NARROW), true)) {
                return Optional.empty();
            }
            style = FrameStyle.ofFirst(incoming).orElseGet(this::byWhatFollows);
            if (style == FrameStyle.WIDE) {
                read(incoming.slice(NARROW, WIDE - NARROW));
            }
        } else if (!fill(incoming.slice(0, style.bytes()), true)) {
            return Optional.empty();
        }
        return Optional.of(style.decode(incoming));
    }

    /** A client that asks for an answer sends no more before it has it. */
    private FrameStyle byWhatFollows() {
        return link.awaits(REST_OF_FRAME_MILLIS) ? FrameStyle.WIDE : FrameStyle.NARROW;
    }

    /** Fills the whole block. */
    public void read(Block into) {
        fill(into, false);
    }

    public int readInt() {
        read(incoming.slice(0, 4));
        return incoming.getInt(0);
    }

    public int readByte() {
        read(incoming.slice(0, 1));
        return incoming.getByte(0);
    }

    /** Whether it was filled; false only for an end before the first byte where {@code endAllowed}. */
    private boolean fill(Block into, boolean endAllowed) {
        long done = 0;
        while (done < into.size()) {
            long read = link.read(into.slice(done, into.size() - done));
            if (read == 0) {
                if (done == 0 && endAllowed) {
                    return false;
                }
                throw new PeerLost(
                        peer() + " closed the connection in the middle of the transfer; see its log and try again");
            }
            done += read;
        }
        return true;
    }

    @Override
    public void close() {
        link.close();
        arena.close();
    }
}
