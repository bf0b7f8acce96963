package dev.stasis.engine.restore;

import com.google.protobuf.Message;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordReader;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All open file descriptions of a set as records, each with its kind; read completely before anything is restored. */
final class StoredFiles implements FileSource {
    private final ImageSet set;
    private final Map<String, List<Stored<Message>>> images = new HashMap<>();
    private final Map<Integer, Description<?>> descriptions = new LinkedHashMap<>();

    /** A description as stored. */
    record Description<T>(int id, FileKind<T> kind, T record) {}

    StoredFiles(ImageSet set) {
        this.set = set;
        Map<FdTypes, FileKind<?>> kinds = new EnumMap<>(FdTypes.class);
        for (FileKind<?> kind : Kinds.files()) {
            kinds.put(kind.image().type(), kind);
        }
        for (FileEntry entry : set.all(ImageType.FILES)) {
            FileKind<?> kind = kinds.get(entry.getType());
            if (kind == null) {
                throw new Unsupported("file " + entry.getId() + " of the images is of type " + entry.getType()
                        + ", which cannot be restored yet");
            }
            descriptions.put(entry.getId(), describe(entry, kind));
        }
    }

    private <T> Description<T> describe(FileEntry entry, FileKind<T> kind) {
        return new Description<>(entry.getId(), kind, kind.image().read(entry, this));
    }

    Map<Integer, Description<?>> descriptions() {
        return descriptions;
    }

    @Override
    public <M extends Message> List<Stored<M>> records(String image, Class<M> type) {
        List<Stored<M>> records = new ArrayList<>();
        for (Stored<Message> stored : images.computeIfAbsent(image, this::load)) {
            records.add(new Stored<>(type.cast(stored.message()), stored.payload()));
        }
        return records;
    }

    private List<Stored<Message>> load(String image) {
        for (ImageType<?> type : ImageType.all()) {
            var number = type.numberIn(image);
            if (number.isPresent()) {
                return load(type, number.getAsLong());
            }
        }
        throw new IllegalArgumentException(image + " is no image of ImageType's table");
    }

    private <M extends Message> List<Stored<Message>> load(ImageType<M> type, long number) {
        List<Stored<Message>> records = new ArrayList<>();
        try (RecordReader<M> reader = set.records(type, number)) {
            while (reader.next()) {
                records.add(new Stored<>(reader.record(), reader.payload()));
            }
        }
        return records;
    }
}
