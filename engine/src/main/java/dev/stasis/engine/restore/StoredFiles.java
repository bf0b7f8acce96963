package dev.stasis.engine.restore;

import com.google.protobuf.Message;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.StoredImages;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All open file descriptions of a set as records, each with its kind; read completely before anything is restored. */
final class StoredFiles implements FileSource {
    private final StoredImages images;
    private final Map<Integer, Description<?>> descriptions = new LinkedHashMap<>();

    /** A description as stored. */
    record Description<T>(int id, FileKind<T> kind, T record) {}

    StoredFiles(ImageSet set) {
        this.images = new StoredImages(set);
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
        return images.records(image, type);
    }
}
