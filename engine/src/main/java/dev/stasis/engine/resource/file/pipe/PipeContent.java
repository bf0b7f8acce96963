package dev.stasis.engine.resource.file.pipe;

import java.util.Arrays;
import java.util.List;

/**
 * What is in a pipe.
 *
 * @param capacity F_GETPIPE_SZ, in bytes; 0 when unknown
 * @param pieces in the order of reading: one packet each, or all in one
 */
public record PipeContent(int capacity, List<Piece> pieces) {
    public PipeContent {
        pieces = List.copyOf(pieces);
    }

    /** Bytes that one read(2) may return. */
    public record Piece(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Piece piece && Arrays.equals(bytes, piece.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
