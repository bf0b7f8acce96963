package dev.stasis.engine.pages.wire;

import dev.stasis.engine.kernel.call.Block;
import java.util.Optional;

/**
 * The two layouts of a frame. The protocol has no greeting and no version: both ends must use the same one, and a mixed pair
 * misreads the stream. All numbers are little endian.
 */
public enum FrameStyle {
    /** CRIU up to 4.1: word u32, pages u32, address u64, owner u64. */
    NARROW(24, 4, 8),
    /** CRIU from 4.2 on: word u32, a gap of 4 bytes, pages u64, address u64, owner u64. */
    WIDE(32, 8, 16);

    private static final long PAGE = 4096;

    private final int bytes;
    private final int pagesAt;
    private final int addressAt;

    FrameStyle(int bytes, int pagesAt, int addressAt) {
        this.bytes = bytes;
        this.pagesAt = pagesAt;
        this.addressAt = addressAt;
    }

    /** Size of a frame. */
    public int bytes() {
        return bytes;
    }

    void encode(Frame frame, Block into) {
        into.putLong(0, 0);
        into.putInt(0, frame.command() | frame.flags() << 16);
        if (this == NARROW) {
            into.putInt(pagesAt, Math.toIntExact(frame.pages()));
        } else {
            into.putLong(pagesAt, frame.pages());
        }
        into.putLong(addressAt, frame.address());
        into.putLong(addressAt + 8L, frame.owner());
    }

    Frame decode(Block from) {
        int word = from.getInt(0);
        long pages = this == NARROW ? Integer.toUnsignedLong(from.getInt(pagesAt)) : from.getLong(pagesAt);
        return new Frame(word & 0xffff, word >>> 16, pages, from.getLong(addressAt), from.getLong(addressAt + 8L));
    }

    /**
     * Tells a connection's style by the first 24 bytes that the client sent; empty when they fit both.
     *
     * <p>Frames without pages have zeros where a wide one has pages and address; a narrow one has its owner there, which is
     * never 0. Frames with pages: a wide one has zeros between the word and the count, and a count where a narrow one has an
     * address. {@link PageCommand#CLOSE} is all zeros in both.
     */
    static Optional<FrameStyle> ofFirst(Block bytes) {
        return switch (bytes.getInt(0) & 0xffff) {
            case PageCommand.OPEN, PageCommand.OPEN2, PageCommand.PARENT ->
                Optional.of(bytes.getLong(16) != 0 ? NARROW : WIDE);
            case PageCommand.ADD, PageCommand.HOLE, PageCommand.ADD_F, PageCommand.GET ->
                Optional.of(bytes.getInt(4) != 0 && bytes.getLong(8) % PAGE == 0 ? NARROW : WIDE);
            case PageCommand.CLOSE, PageCommand.FORCE_CLOSE -> Optional.empty();
            // It will be refused, whatever it is: without waiting for more of it.
            default -> Optional.of(NARROW);
        };
    }
}
