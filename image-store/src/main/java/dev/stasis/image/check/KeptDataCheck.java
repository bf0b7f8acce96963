package dev.stasis.image.check;

import dev.stasis.image.GhostFile;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PipeDataEntry;

/** What was in pipes, sockets and files without a name: as many bytes as announced. */
final class KeptDataCheck {
    /** No pipe can be made larger: F_SETPIPE_SZ takes an int. */
    private static final long LARGEST_PIPE = 1L << 31;

    private KeptDataCheck() {}

    static void check(ImageDirectory images) {
        checkPipes(images, ImageType.PIPES_DATA);
        checkPipes(images, ImageType.FIFO_DATA);
        for (long ghost : images.numbers(ImageType.GHOST_FILE)) {
            checkGhost(images, ghost);
        }
        for (long connection : images.numbers(ImageType.TCP_STREAM)) {
            images.find(ImageType.TCP_STREAM, connection);
        }
    }

    private static void checkGhost(ImageDirectory images, long number) {
        GhostFile ghost = GhostFile.read(images, number);
        long size = ghost.entry().getSize();
        for (GhostFile.Piece piece : ghost.pieces()) {
            if (ghost.entry().getChunks() && piece.offset() + piece.length() > size) {
                throw ImageDamagedException.field(
                        ghost.image(),
                        0,
                        "size",
                        "is " + size + ", but a piece ends at " + (piece.offset() + piece.length()));
            }
        }
        Spot.of(images, ImageType.GHOST_FILE, number).atMost(Long.MAX_VALUE, size, "size");
    }

    private static void checkPipes(ImageDirectory images, ImageType<PipeDataEntry> type) {
        int index = 0;
        for (PipeDataEntry pipe : images.all(type)) {
            Spot.of(images, type, 0, index++).atMost(LARGEST_PIPE, Integer.toUnsignedLong(pipe.getSize()), "size");
        }
    }
}
