package dev.stasis.image.compress;

import dev.stasis.image.ImageDamagedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The content of a pages file from begin to end, whichever form it has. For one thread. */
public final class PageBlocks implements Closeable {
    private final Path path;
    private final @Nullable FileChannel plain;
    private final @Nullable CompressedPages compressed;
    private byte[] frame = new byte[0];
    private int frames;
    private int taken;
    private int left;

    private PageBlocks(Path path, @Nullable FileChannel plain, @Nullable CompressedPages compressed) {
        this.path = path;
        this.plain = plain;
        this.compressed = compressed;
    }

    /** The content of {@code pages-N.img}: of the plain file, or of the compressed one if there is no other. */
    public static PageBlocks of(Path pagesFile) {
        return CompressedPages.isOnlyFormOf(pagesFile)
                ? compressed(CompressedPages.fileOf(pagesFile))
                : plain(pagesFile);
    }

    /** The content of a compressed file. */
    public static PageBlocks compressed(Path file) {
        return new PageBlocks(file, null, CompressedPages.open(file));
    }

    /** The content of a plain file. */
    public static PageBlocks plain(Path file) {
        try {
            return new PageBlocks(file, FileChannel.open(file, StandardOpenOption.READ), null);
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(file, refused);
        }
    }

    /** Fills the block; less than its length at the end only, 0 behind it. */
    public int next(byte[] block) {
        try {
            int filled = 0;
            int more = 1;
            while (filled < block.length && more > 0) {
                more = plain != null
                        ? plain.read(ByteBuffer.wrap(block, filled, block.length - filled))
                        : fromFrames(block, filled);
                filled += Math.max(0, more);
            }
            return filled;
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(path, refused);
        }
    }

    private int fromFrames(byte[] block, int filled) {
        if (compressed == null) {
            throw new IllegalStateException("neither form of " + path + " is open");
        }
        if (left == 0) {
            if (frames == compressed.frames()) {
                return 0;
            }
            left = compressed.length(frames);
            taken = 0;
            frame = frame.length < left ? new byte[left] : frame;
            compressed.read(frames++, frame);
        }
        int length = Math.min(left, block.length - filled);
        System.arraycopy(frame, taken, block, filled, length);
        taken += length;
        left -= length;
        return length;
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
        if (compressed != null) {
            compressed.close();
        }
    }
}
