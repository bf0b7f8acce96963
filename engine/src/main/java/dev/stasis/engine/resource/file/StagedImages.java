package dev.stasis.engine.resource.file;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.stasis.image.ImageName;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The further images of a set under construction; each file is begun with its first record. Close it before the commit. */
public final class StagedImages implements FileSink, Closeable {
    private final ImageSetWriter set;
    private final Map<String, Open<?>> open = new HashMap<>();
    private final Set<Key> seen = new HashSet<>();

    private record Key(String image, Object key) {}

    private record Open<M extends Message>(ImageType<M> type, RecordWriter<M> writer) {
        void write(MessageLite record, byte[] payload) throws IOException {
            @SuppressWarnings("unchecked") // the type names the message of its records; a wrong one fails in its parser
            M message = (M) record;
            writer.write(message);
            if (payload.length > 0) {
                writer.append(payload);
            }
        }
    }

    public StagedImages(ImageSetWriter set) {
        this.set = set;
    }

    @Override
    public void append(String image, MessageLite record, byte[] payload) {
        try {
            Open<?> file = open.get(image);
            if (file == null) {
                file = begin(ImageName.parse(image)
                        .orElseThrow(() -> new IllegalArgumentException(image + " is no image's name")));
                open.put(image, file);
            }
            file.write(record, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Open<?> begin(ImageName name) throws IOException {
        return begin(name.type(), name.number());
    }

    private <M extends Message> Open<M> begin(ImageType<M> type, long number) throws IOException {
        return new Open<>(type, set.records(type, number));
    }

    @Override
    public boolean first(String image, Object key) {
        return seen.add(new Key(image, key));
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Open<?> file : open.values()) {
            try {
                file.writer().close();
            } catch (IOException e) {
                failure = e;
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
