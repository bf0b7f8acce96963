package dev.stasis.image;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Writes the records of one file, and the bytes behind them. For one thread.
 *
 * <p>Requires: after a record exactly the bytes that it announces are appended, before the next record or the end. Anything
 * else is a mistake of ours and an {@link IllegalStateException}.
 *
 * @param <M> message of the records
 */
public final class RecordWriter<M extends Message> implements Closeable {
    private static final int BUFFER = 16 * 1024;

    private final Path file;
    private final ImageType<M> type;
    private final FileChannel channel;
    private final byte[] bytes = new byte[BUFFER];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    private long owed;

    private RecordWriter(Path file, ImageType<M> type, FileChannel channel) {
        this.file = file;
        this.type = type;
        this.channel = channel;
    }

    /** Makes a new file, mode 0600, and writes its magic words. */
    public static <M extends Message> RecordWriter<M> create(Path file, ImageType<M> type) throws IOException {
        RecordWriter<M> writer = new RecordWriter<>(file, type, SecretFiles.create(file));
        writer.header();
        return writer;
    }

    /** Writes a record; {@link #append} what it announces. */
    public void write(M record) throws IOException {
        nested(record);
        owed = type.payload().isNested() ? 0 : type.payload().length(record);
    }

    /** Writes a record and the bytes behind it. */
    public void write(M record, byte[] payload) throws IOException {
        write(record);
        append(payload);
    }

    /** Writes a record of another message than the others: heads, chunks, messages. */
    public void nested(Message record) throws IOException {
        requireNothingOwed();
        int length = record.getSerializedSize();
        room(Integer.BYTES).putInt(length);
        if (length > BUFFER) {
            writeFully(ByteBuffer.wrap(record.toByteArray()));
        } else {
            serialize(record, length);
        }
    }

    public void append(byte[] more) throws IOException {
        append(ByteBuffer.wrap(more));
    }

    /** Writes what remains in {@code more}. */
    public void append(ByteBuffer more) throws IOException {
        pay(more.remaining());
        if (more.remaining() > BUFFER) {
            writeFully(more);
        } else {
            room(more.remaining()).put(more);
        }
    }

    /** Appends bytes of another file, from its position {@code from} on; an end of file before is an error. */
    public void appendFrom(FileChannel source, long from, long length) throws IOException {
        pay(length);
        flush();
        for (long copied = 0; copied < length; ) {
            long got = channel.transferFrom(source.position(from + copied), channel.position(), length - copied);
            if (got <= 0) {
                throw new IOException("source of " + file + " ended after " + copied + " of " + length + " bytes");
            }
            copied += got;
            channel.position(channel.position() + got);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
        requireNothingOwed();
    }

    private void header() throws IOException {
        switch (type.framing()) {
            case INVENTORY -> {}
            case NORMAL -> room(Integer.BYTES).putInt(ImageType.COMMON_MAGIC);
            case SERVICE -> room(Integer.BYTES).putInt(ImageType.SERVICE_MAGIC);
            case RAW -> throw new IllegalArgumentException(type + " has no records");
        }
        room(Integer.BYTES).putInt(type.magic());
    }

    private void serialize(Message record, int length) throws IOException {
        ByteBuffer target = room(length);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes, target.position(), length);
        record.writeTo(out);
        out.checkNoSpaceLeft();
        target.position(target.position() + length);
    }

    private ByteBuffer room(int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
        return buffer;
    }

    private void writeFully(ByteBuffer more) throws IOException {
        flush();
        while (more.hasRemaining()) {
            channel.write(more);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private void pay(long length) {
        if (!type.payload().isNested()) {
            if (length > owed) {
                throw new IllegalStateException(file + ": " + length + " bytes are more than the record announced");
            }
            owed -= length;
        }
    }

    private void requireNothingOwed() {
        if (owed != 0) {
            throw new IllegalStateException(file + ": the record announced " + owed + " bytes more");
        }
    }
}
