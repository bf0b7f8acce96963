package dev.stasis.engine.resource.file;

import com.google.protobuf.Message;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageName;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The further images of a set on disk, each read once. */
public final class StoredImages implements FileSource {
    private static final int PIECE = 1 << 20;

    private final ImageDirectory set;
    private final Map<String, List<? extends Stored<? extends Message>>> read = new HashMap<>();

    public StoredImages(ImageDirectory set) {
        this.set = set;
    }

    @Override
    public <M extends Message> List<Stored<M>> records(String image, Class<M> type) {
        @SuppressWarnings("unchecked") // each message was cast to M when it was read; one image has one type
        List<Stored<M>> records = (List<Stored<M>>) read.computeIfAbsent(image, name -> readAll(name, type));
        return records;
    }

    private <M extends Message> List<Stored<M>> readAll(String image, Class<M> type) {
        ImageName name =
                ImageName.parse(image).orElseThrow(() -> new IllegalArgumentException(image + " is no image's name"));
        List<Stored<M>> all = new ArrayList<>();
        try (RecordReader<?> records = set.records(name.type(), name.number())) {
            while (records.next()) {
                M message = type.cast(records.record());
                byte[] payload = name.type().payload() == Payload.GHOST ? rest(records) : records.payload();
                all.add(new Stored<>(message, payload));
            }
        }
        return List.copyOf(all);
    }

    private static byte[] rest(RecordReader<?> records) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        while (records.remaining() > 0) {
            rest.writeBytes(records.bytes(Math.min(PIECE, records.remaining())));
        }
        return rest.toByteArray();
    }
}
