package dev.stasis.engine.resource.file;

import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;

/** Record to protobuf and back. Every field of the message is mapped, or named in the kind's package comment as dropped. */
public interface FileImage<T> {
    /** Which member of a file entry holds this kind. */
    FdTypes type();

    /**
     * Fills in the kind's member of {@code entry}; its id and type are set already. What else the kind keeps goes to
     * {@code sink}: data in flight, ghosts.
     */
    void write(T record, int id, FileEntry.Builder entry, FileSink sink);

    /**
     * Reads the kind's member of {@code entry}.
     *
     * @param source the other images of the set that hold something for this kind
     * @throws dev.stasis.engine.api.error.ImageDamaged when the entry contradicts itself or the other images
     */
    T read(FileEntry entry, FileSource source);
}
