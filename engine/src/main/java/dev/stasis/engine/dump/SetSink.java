package dev.stasis.engine.dump;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Further images of file kinds, each begun when the first record comes. */
final class SetSink implements FileSink, AutoCloseable {
    private final ImageSetWriter set;
    private final Map<String, RecordWriter<Message>> writers = new LinkedHashMap<>();
    private final Map<String, Set<Object>> seen = new HashMap<>();

    SetSink(ImageSetWriter set) {
        this.set = set;
    }

    @Override
    public void append(String image, MessageLite record, byte[] payload) {
        try {
            writer(image).write((Message) record, payload);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public boolean first(String image, Object key) {
        return seen.computeIfAbsent(image, name -> new HashSet<>()).add(key);
    }

    private RecordWriter<Message> writer(String image) throws IOException {
        RecordWriter<Message> writer = writers.get(image);
        if (writer == null) {
            writer = begin(image);
            writers.put(image, writer);
        }
        return writer;
    }

    @SuppressWarnings("unchecked") // the table of types pairs each name with its message
    private RecordWriter<Message> begin(String image) throws IOException {
        for (ImageType<?> type : ImageType.all()) {
            OptionalLong number = type.numberIn(image);
            if (number.isPresent()) {
                return set.records((ImageType<Message>) type, number.getAsLong());
            }
        }
        throw new IllegalArgumentException("no image is called " + image);
    }

    @Override
    public void close() {
        for (RecordWriter<Message> writer : writers.values()) {
            try {
                writer.close();
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }
}
