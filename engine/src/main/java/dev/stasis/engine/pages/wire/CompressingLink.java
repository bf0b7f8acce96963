package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.image.compress.Zstandard;
import java.io.IOException;

/**
 * What is written goes out in blocks of at most 1 MiB, each compressed by itself: its compressed length, its length, both as
 * 32-bit little-endian numbers, then a frame of Zstandard with a checksum. What is read comes as it is.
 */
final class CompressingLink extends WrappedLink {
    static final int LARGEST_BLOCK = 1 << 20;
    static final int HEADER = 8;

    private final int level;
    private final byte[] content = new byte[LARGEST_BLOCK];
    private int filled;

    CompressingLink(Link link, int level) {
        super(link);
        this.level = level;
    }

    @Override
    public void write(Block from) {
        long done = 0;
        while (done < from.size()) {
            int part = (int) Math.min(from.size() - done, LARGEST_BLOCK - filled);
            from.slice(done, part).asBuffer().get(content, filled, part);
            filled += part;
            done += part;
            if (filled == LARGEST_BLOCK) {
                writeBlock();
            }
        }
    }

    private void writeBlock() {
        if (filled == 0) {
            return;
        }
        try (Arena arena = new Arena()) {
            byte[] frame = Zstandard.compress(content, filled, level);
            super.write(arena.allocate(HEADER + frame.length)
                    .putInt(0, frame.length)
                    .putInt(4, filled)
                    .putBytes(HEADER, frame));
        } catch (IOException refused) {
            throw new PeerLost(
                    "pages for " + peer() + " cannot be compressed: " + refused.getMessage()
                            + "; send them without --compress",
                    refused);
        }
        filled = 0;
    }

    @Override
    public void push() {
        writeBlock();
        super.push();
    }

    @Override
    public void finish() {
        writeBlock();
        super.finish();
    }
}
