package dev.stasis.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * The bytes of one file from front to back. The size is taken once, when the file is opened, and bounds everything that is
 * read after: no allocation is larger than what the file holds.
 */
final class ImageInput implements Closeable {
    private static final int BUFFER = 16 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer;
    private long position;

    private ImageInput(Path file, FileChannel channel, long size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
        this.buffer = ByteBuffer.allocate((int) Math.min(Math.max(size, Integer.BYTES), BUFFER))
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    /** Empty if there is no such file. What is no regular file is refused: opening a FIFO would wait for ever. */
    static Optional<ImageInput> open(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw ImageDamagedException.file(file, "it is no regular file");
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            return Optional.of(new ImageInput(file, channel, attributes.size()));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(file, refused);
        }
    }

    Path file() {
        return file;
    }

    long position() {
        return position;
    }

    long remaining() {
        return size - position;
    }

    /** Requires: 4 bytes remain. */
    int word() {
        if (buffer.remaining() < Integer.BYTES) {
            refill(Integer.BYTES);
        }
        position += Integer.BYTES;
        return buffer.getInt();
    }

    /** The next bytes. Requires: {@code length} bytes remain. */
    byte[] bytes(int length) {
        byte[] result = new byte[length];
        int buffered = Math.min(length, buffer.remaining());
        buffer.get(result, 0, buffered);
        readFully(ByteBuffer.wrap(result, buffered, length - buffered), position + buffered);
        position += length;
        return result;
    }

    /** Requires: {@code length} bytes remain. */
    void skip(long length) {
        int buffered = (int) Math.min(length, buffer.remaining());
        buffer.position(buffer.position() + buffered);
        position += length;
    }

    private void refill(int wanted) {
        long from = position + buffer.remaining();
        buffer.compact();
        try {
            while (buffer.position() < wanted) {
                int got = channel.read(buffer, from);
                if (got < 0) {
                    throw shrunk();
                }
                from += got;
            }
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(file, refused);
        }
        buffer.flip();
    }

    private void readFully(ByteBuffer target, long from) {
        try {
            long at = from;
            while (target.hasRemaining()) {
                int got = channel.read(target, at);
                if (got < 0) {
                    throw shrunk();
                }
                at += got;
            }
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(file, refused);
        }
    }

    private ImageDamagedException shrunk() {
        return ImageDamagedException.file(file, "it became shorter while it was read");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(file, refused);
        }
    }
}
