package dev.stasis.image;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file from front to back, with the bytes that follow them:
 *
 * <pre>{@code
 * try (RecordReader<PipeDataEntry> pipes = set.records(ImageType.PIPES_DATA, 0)) {
 *     while (pipes.next()) {
 *         restore(pipes.record(), pipes.payload());
 *     }
 * }
 * }</pre>
 *
 * What is not read of the bytes behind a record is skipped. All errors are {@link ImageDamagedException}s.
 *
 * @param <M> message of the records
 */
public final class RecordReader<M extends Message> implements Closeable {
    /** No record is longer: an address space of a million mappings needs half of it. */
    public static final int LONGEST_RECORD = 128 << 20;

    private static final int LONGEST_PAYLOAD = 256 << 20;

    private final @Nullable ImageInput input;
    private final Path file;
    private final ImageType<M> type;
    private final Parser<M> parser;
    private int index = -1;
    private @Nullable M record;
    private long unread;

    private RecordReader(Path file, @Nullable ImageInput input, ImageType<M> type) {
        this.file = file;
        this.input = input;
        this.type = type;
        this.parser = type.parser();
    }

    /** Opens the file and checks how it begins. A file that is not there has no records. */
    public static <M extends Message> RecordReader<M> open(Path file, ImageType<M> type) {
        Optional<ImageInput> input = ImageInput.open(file);
        if (input.isEmpty()) {
            return new RecordReader<>(file, null, type);
        }
        try {
            FileHeader.check(input.get(), type);
        } catch (ImageDamagedException damaged) {
            input.get().close();
            throw damaged;
        }
        return new RecordReader<>(file, input.get(), type);
    }

    public Path file() {
        return file;
    }

    /** Goes to the next record; false at the end of the file. */
    public boolean next() {
        skip(unread);
        if (input == null || input.remaining() == 0) {
            record = null;
            return false;
        }
        record = parse(parser);
        unread = type.payload().isNested() ? 0 : payloadOf(record);
        return true;
    }

    /** The record that {@link #next} went to. */
    public M record() {
        if (record == null) {
            throw new IllegalStateException("no record of " + file + " was read yet, or all were");
        }
        return record;
    }

    /** Index of the last record that was read, nested ones counted; from 0. */
    public int index() {
        return index;
    }

    /** Bytes behind the record that were not read yet; 0 where records come between them (see {@link #nested}). */
    public long payloadLength() {
        return unread;
    }

    /** Where in the file the unread bytes, or the next record, begin: for who copies them without us. */
    public long offset() {
        return input == null ? 0 : input.position();
    }

    /** Bytes to the end of the file. */
    public long remaining() {
        return input == null ? 0 : input.remaining();
    }

    /** All bytes behind the record that were not read yet. */
    public byte[] payload() {
        byte[] all = bytes(unread);
        unread = 0;
        return all;
    }

    /** The next bytes, whatever they are; for those between nested records. */
    public byte[] bytes(long length) {
        require(length);
        if (length > LONGEST_PAYLOAD) {
            throw damaged("", "is followed by " + length + " bytes, more than anything of its kind has");
        }
        return input == null ? new byte[0] : input.bytes((int) length);
    }

    /** Passes over bytes, whatever they are. */
    public void skip(long length) {
        require(length);
        if (input != null) {
            input.skip(length);
        }
    }

    /** The next record, which is of another message than the others: heads, chunks, messages. Requires: one remains. */
    public <N extends Message> N nested(Parser<N> other) {
        return parse(other);
    }

    /** An error about a field of the present record. */
    public ImageDamagedException damaged(String field, String reason) {
        return ImageDamagedException.field(file, index, field, reason);
    }

    @Override
    public void close() {
        if (input != null) {
            input.close();
        }
    }

    private <N extends Message> N parse(Parser<N> messages) {
        index++;
        if (remaining() < Integer.BYTES || input == null) {
            throw damaged("", "is cut off: " + remaining() + " bytes are left for its length of 4");
        }
        int length = input.word();
        if (length < 0 || length > input.remaining()) {
            throw damaged(
                    "",
                    "claims " + Integer.toUnsignedString(length) + " bytes, but the file has only " + input.remaining()
                            + " more");
        }
        if (length > LONGEST_RECORD) {
            throw damaged("", "claims " + length + " bytes, more than any record has");
        }
        return initialized(decode(messages, input.bytes(length)));
    }

    private <N extends Message> N decode(Parser<N> messages, byte[] bytes) {
        try {
            return messages.parsePartialFrom(bytes);
        } catch (InvalidProtocolBufferException broken) {
            throw ImageDamagedException.of(
                    file, index, "", "is no " + type.message() + ": " + broken.getMessage(), broken);
        }
    }

    /** Values of an enumeration that nobody knows count as missing, too. */
    private <N extends Message> N initialized(N message) {
        if (!message.isInitialized()) {
            throw damaged(message.getInitializationErrorString(), "is missing, or has a value that nobody knows");
        }
        return message;
    }

    private long payloadOf(M of) {
        long length = type.payload().length(of);
        if (length > remaining()) {
            throw damaged(
                    "", "announces " + length + " bytes behind it, but the file has only " + remaining() + " more");
        }
        return length;
    }

    private void require(long length) {
        if (length < 0 || length > remaining()) {
            throw damaged("", "needs " + length + " more bytes, but the file has only " + remaining());
        }
        unread = Math.max(0, unread - length);
    }
}
