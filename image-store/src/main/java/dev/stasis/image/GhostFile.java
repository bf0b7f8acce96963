package dev.stasis.image;

import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.GhostFileEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file without a name, kept in the set.
 *
 * @param entry attributes
 * @param image file that holds the content
 * @param pieces the content, by ascending offset; between them are holes
 */
public record GhostFile(GhostFileEntry entry, Path image, List<Piece> pieces) {

    /**
     * A run of bytes.
     *
     * @param offset in the file without a name
     * @param imageOffset in the image
     * @param length bytes
     */
    public record Piece(long offset, long imageOffset, long length) {}

    /** Reads where the content is, not the content. */
    public static GhostFile read(ImageDirectory images, long number) {
        try (RecordReader<GhostFileEntry> records = images.records(ImageType.GHOST_FILE, number)) {
            if (!records.next()) {
                throw ImageDamagedException.file(records.file(), "it is empty or not there");
            }
            GhostFileEntry entry = records.record();
            List<Piece> pieces = entry.getChunks() ? chunks(records) : whole(records);
            return new GhostFile(entry, records.file(), List.copyOf(pieces));
        }
    }

    private static List<Piece> whole(RecordReader<GhostFileEntry> records) {
        return records.remaining() == 0 ? List.of() : List.of(new Piece(0, records.offset(), records.remaining()));
    }

    private static List<Piece> chunks(RecordReader<GhostFileEntry> records) {
        List<Piece> pieces = new ArrayList<>();
        long end = 0;
        while (records.remaining() > 0) {
            GhostChunkEntry chunk = records.nested(GhostChunkEntry.parser());
            if (chunk.getOff() < end) {
                throw records.damaged("off", "is " + chunk.getOff() + ", within or before the chunk before it");
            }
            if (chunk.getLen() < 0 || chunk.getLen() > records.remaining()) {
                throw records.damaged(
                        "len",
                        "is " + Long.toUnsignedString(chunk.getLen()) + ", but the file has only " + records.remaining()
                                + " bytes more");
            }
            pieces.add(new Piece(chunk.getOff(), records.offset(), chunk.getLen()));
            end = chunk.getOff() + chunk.getLen();
            if (end < 0) {
                throw records.damaged("off", "is too large for a file");
            }
            records.skip(chunk.getLen());
        }
        return pieces;
    }
}
