package dev.stasis.image.compress;

import dev.stasis.image.ImageDamagedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/** Copies the content of a pages file into another form, and reads it again before anybody relies on it. */
public final class PagesCopy {
    private PagesCopy() {}

    /**
     * Copies.
     *
     * @param from the pages file, in either form
     * @param to the file that is written
     * @param channel {@code to}, empty and open for writing; it is closed
     * @param done is told of each block
     * @return bytes of the content
     * @throws IOException if the copy cannot be written or reads otherwise than what was written
     */
    public static long copy(PageBlocks from, Path to, FileChannel channel, PagesForm form, LongConsumer done)
            throws IOException {
        Content written = new Content();
        byte[] block = new byte[CompressedPagesWriter.FRAME];
        if (form.isPlain()) {
            try (PlainPagesWriter writer = new PlainPagesWriter(channel)) {
                for (int length = from.next(block); length > 0; length = from.next(block)) {
                    written.add(block, length);
                    writer.write(block, length);
                    done.accept(length);
                }
                writer.finish();
            }
        } else {
            try (CompressedPagesWriter writer = new CompressedPagesWriter(channel, form.level())) {
                for (int length = from.next(block); length > 0; length = from.next(block)) {
                    written.add(block, length);
                    writer.write(block, length);
                    done.accept(length);
                }
                writer.finish();
            }
        }
        verify(to, form, written, block);
        return written.length;
    }

    private static void verify(Path file, PagesForm form, Content written, byte[] block) throws IOException {
        Content read = new Content();
        try (PageBlocks blocks = form.isPlain() ? PageBlocks.plain(file) : PageBlocks.compressed(file)) {
            for (int length = blocks.next(block); length > 0; length = blocks.next(block)) {
                read.add(block, length);
            }
        } catch (ImageDamagedException damaged) {
            throw new IOException("what was written cannot be read again: " + damaged.getMessage(), damaged);
        }
        if (read.length != written.length || read.digest.getValue() != written.digest.getValue()) {
            throw new IOException(file + " reads otherwise than what was written into it");
        }
    }

    private static final class Content {
        final CRC32C digest = new CRC32C();
        long length;

        void add(byte[] block, int bytes) {
            digest.update(block, 0, bytes);
            length += bytes;
        }
    }
}
