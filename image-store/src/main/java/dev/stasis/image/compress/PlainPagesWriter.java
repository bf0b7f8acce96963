package dev.stasis.image.compress;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Writes a plain pages file. Pages of zeros, as deduplication leaves them, become holes again. For one thread. */
final class PlainPagesWriter implements Closeable {
    private static final int PAGE = 4096;
    private static final byte[] ZEROS = new byte[PAGE];

    private final FileChannel file;
    private long size;

    /** @param file empty; closed with the writer */
    PlainPagesWriter(FileChannel file) {
        this.file = file;
    }

    void write(byte[] block, int length) throws IOException {
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && !isZero(block, end, length)) {
                end = Math.min(length, end + PAGE);
            }
            ByteBuffer data = ByteBuffer.wrap(block, at, end - at);
            while (data.hasRemaining()) {
                file.write(data, size + data.position());
            }
            at = end < length ? Math.min(length, end + PAGE) : end;
        }
        size += length;
    }

    private static boolean isZero(byte[] block, int from, int length) {
        int to = Math.min(length, from + PAGE);
        return Arrays.equals(block, from, to, ZEROS, 0, to - from);
    }

    /** The file has its full length and is on the disk when this returns. */
    void finish() throws IOException {
        if (file.size() < size) {
            file.write(ByteBuffer.allocate(1), size - 1);
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
