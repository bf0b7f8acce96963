package dev.stasis.image.compress;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Writes a compressed pages file, frame by frame. For one thread. */
public final class CompressedPagesWriter implements Closeable {
    /** Bytes of pages in a frame: small enough to read single pages, large enough to compress well. */
    public static final int FRAME = 1 << 20;

    private final FileChannel file;
    private final int level;
    private int[] compressedLengths = new int[16];
    private int[] lengths = new int[16];
    private int frames;

    /**
     * Begins a file.
     *
     * @param file empty; closed with the writer
     */
    public CompressedPagesWriter(FileChannel file, int level) {
        this.file = file;
        this.level = level;
    }

    /** Appends a frame. Requires: its length is 1 to {@link #FRAME}. */
    public void write(byte[] content, int length) throws IOException {
        if (frames == lengths.length) {
            compressedLengths = Arrays.copyOf(compressedLengths, frames * 2);
            lengths = Arrays.copyOf(lengths, frames * 2);
        }
        byte[] frame = Zstandard.compress(content, length, level);
        writeAll(ByteBuffer.wrap(frame));
        compressedLengths[frames] = frame.length;
        lengths[frames] = length;
        frames++;
    }

    /** Appends the table; the file is on the disk when this returns. */
    public void finish() throws IOException {
        writeAll(SeekTable.write(compressedLengths, lengths, frames));
        file.force(true);
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
