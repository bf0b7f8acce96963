package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All open files of the set by id. */
final class FileTable {
    private final List<FileEntry> entries = new ArrayList<>();
    private final Map<Integer, FdTypes> types = new HashMap<>();

    private FileTable() {}

    static FileTable read(ImageDirectory images) {
        FileTable table = new FileTable();
        if (!images.has(ImageType.FILES, 0)) {
            OldFileImages.forEach(images, table::put);
            return table;
        }
        for (FileEntry entry : images.all(ImageType.FILES)) {
            Spot at = Spot.of(images, ImageType.FILES, 0, table.entries.size());
            FileMembers.check(at, entry);
            table.put(at, entry.getId(), entry.getType());
            table.entries.add(entry);
        }
        return table;
    }

    /** All of {@code files.img}; none in old sets. */
    List<FileEntry> entries() {
        return entries;
    }

    /** What the file with the id is; {@link FdTypes#UND} if there is none. */
    FdTypes type(long id) {
        return id == (int) id ? types.getOrDefault((int) id, FdTypes.UND) : FdTypes.UND;
    }

    /** Refuses an id that no file of the type has. */
    void require(Spot at, String field, int id, FdTypes type) {
        FdTypes found = type(id);
        if (found == FdTypes.UND) {
            throw at.damaged(field, "is " + Integer.toUnsignedString(id) + ", but no file has this id");
        }
        if (found != type) {
            throw at.damaged(
                    field,
                    "is " + Integer.toUnsignedString(id) + " and should be of type " + type + ", but that file is "
                            + found);
        }
    }

    private void put(Spot at, int id, FdTypes type) {
        if (types.putIfAbsent(id, type) != null) {
            throw at.damaged("id", "is " + Integer.toUnsignedString(id) + ", which a file before has already");
        }
    }
}
