package dev.stasis.engine.pages.wire;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.image.compress.Zstandard;
import java.io.IOException;

/** The other end of a {@link CompressingLink}: what is read was compressed, what is written goes out as it is. */
final class DecompressingLink extends WrappedLink {
    /** Content that cannot be compressed grows a little. */
    private static final int LARGEST_FRAME = CompressingLink.LARGEST_BLOCK + (64 << 10);

    private final byte[] content = new byte[CompressingLink.LARGEST_BLOCK];
    private final byte[] frame = new byte[LARGEST_FRAME];
    private final Arena arena = new Arena();
    private final Block incoming = arena.allocate(LARGEST_FRAME);
    private int taken;
    private int length;

    DecompressingLink(Link link) {
        super(link);
    }

    @Override
    public boolean buffered() {
        return taken < length || super.buffered();
    }

    @Override
    public boolean awaits(int milliseconds) {
        return taken < length || super.awaits(milliseconds);
    }

    @Override
    public long read(Block into) {
        if (taken == length && !readBlock()) {
            return 0;
        }
        int part = (int) Math.min(into.size(), length - taken);
        into.asBuffer().put(content, taken, part);
        taken += part;
        return part;
    }

    /** False at the end of the stream. */
    private boolean readBlock() {
        Block header = incoming.slice(0, CompressingLink.HEADER);
        if (!fill(header)) {
            return false;
        }
        int compressed = header.getInt(0);
        int plain = header.getInt(4);
        if (compressed <= 0 || compressed > LARGEST_FRAME || plain <= 0 || plain > content.length) {
            throw lie("a block of " + compressed + " bytes for " + plain);
        }
        Block body = incoming.slice(0, compressed);
        if (!fill(body)) {
            throw lie("a block without its content");
        }
        body.asBuffer().get(frame, 0, compressed);
        try {
            Zstandard.decompress(frame, compressed, content, plain);
        } catch (IOException damaged) {
            throw lie("a block that cannot be unpacked: " + damaged.getMessage());
        }
        taken = 0;
        length = plain;
        return true;
    }

    /** False for an end before the first byte. */
    private boolean fill(Block into) {
        long done = 0;
        while (done < into.size()) {
            long read = super.read(into.slice(done, into.size() - done));
            if (read == 0 && done == 0) {
                return false;
            }
            if (read == 0) {
                throw lie("a part of a block, and then closed the connection");
            }
            done += read;
        }
        return true;
    }

    private PeerLost lie(String what) {
        return new PeerLost(peer() + " sent " + what + "; nothing of the transfer was kept: see its log and try again");
    }

    @Override
    public void close() {
        super.close();
        arena.close();
    }
}
