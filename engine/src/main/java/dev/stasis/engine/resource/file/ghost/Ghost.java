package dev.stasis.engine.resource.file.ghost;

import java.util.List;

/**
 * A file without a name.
 *
 * @param number within the image set, from 1
 * @param mode type and permission bits
 * @param device of its file system, as stat(2) encodes it
 * @param inode it had
 * @param specialDevice of a device node, encoded likewise
 * @param accessed when it was read last
 * @param modified when it was written last
 * @param size in bytes; 0 for anything but regular files
 * @param pieces content by ascending offset; between them are holes
 */
public record Ghost(
        int number,
        int uid,
        int gid,
        int mode,
        long device,
        long inode,
        long specialDevice,
        Moment accessed,
        Moment modified,
        long size,
        List<Piece> pieces) {
    public Ghost {
        pieces = List.copyOf(pieces);
    }

    /** A run of bytes. */
    public record Piece(long offset, byte[] bytes) {}

    /** Time of day. */
    public record Moment(long seconds, long microseconds) {}
}
