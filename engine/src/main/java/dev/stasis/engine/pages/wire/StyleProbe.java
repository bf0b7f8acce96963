package dev.stasis.engine.pages.wire;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;

/**
 * Finds out a server's {@link FrameStyle}: a client has to know before it speaks, and no server says.
 *
 * <p>The probe is the question whether the parent set has pages of pid 1, as a narrow frame. A narrow server answers. A wide one
 * waits for 8 bytes more; they follow after a while and make the question a wide frame about the same pid, with a count that
 * is ignored. Should a narrow server be slower than that, it takes the 8 bytes for the beginning of a frame with a command that
 * nobody knows, and the connection ends: an error, but no wrong pages.
 */
final class StyleProbe {
    /** Round trips between continents take 0.3 s. */
    static final int PATIENCE_MILLIS = 3000;
    /** Type 1 (a task) in the lowest byte, pid 1 above: as a command it is unknown. */
    private static final long PID_1 = 0x101;
    /** The answer of a Stasis that serves lazy pages: "Stas". */
    static final int STASIS = 0x73617453;

    private StyleProbe() {}

    static Frame question() {
        return Frame.of(PageCommand.PARENT, PID_1);
    }

    static FrameStyle ask(Link link) {
        try (Arena arena = new Arena()) {
            Block frame = arena.allocate(FrameStyle.WIDE.bytes());
            FrameStyle.NARROW.encode(question(), frame);
            frame.putLong(FrameStyle.NARROW.bytes(), PID_1);
            link.write(frame.slice(0, FrameStyle.NARROW.bytes()));
            link.push();
            FrameStyle style = FrameStyle.NARROW;
            if (!link.awaits(PATIENCE_MILLIS)) {
                style = FrameStyle.WIDE;
                link.write(frame.slice(FrameStyle.NARROW.bytes(), frame.size() - FrameStyle.NARROW.bytes()));
                link.push();
            }
            return style;
        }
    }
}
