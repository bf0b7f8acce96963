package dev.stasis.image.compress;

import dev.stasis.image.ImageDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The table at the end of a compressed file, in the seekable format: a skippable frame with the compressed and the plain
 * length of each frame (two 32-bit words), then their number, a byte of flags and a magic. All numbers are little-endian.
 */
final class SeekTable {
    private static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    private static final int FOOTER_MAGIC = 0x8F92EAB1;
    private static final int HEADER = 8;
    private static final int FOOTER = 9;
    private static final int WITHOUT_CHECKSUMS = 8;
    private static final int WITH_CHECKSUMS = 12;
    private static final int CHECKSUM_FLAG = 0x80;

    /** Where each frame begins in the file, and one more: where the last one ends. */
    private final long[] places;
    /** Where the content of each frame begins in the plain file, and one more: its size. */
    private final long[] offsets;

    private SeekTable(long[] places, long[] offsets) {
        this.places = places;
        this.offsets = offsets;
    }

    int frames() {
        return places.length - 1;
    }

    /** Of the plain file. */
    long size() {
        return offsets[frames()];
    }

    long place(int frame) {
        return places[frame];
    }

    int compressedLength(int frame) {
        return (int) (places[frame + 1] - places[frame]);
    }

    long offset(int frame) {
        return offsets[frame];
    }

    int length(int frame) {
        return (int) (offsets[frame + 1] - offsets[frame]);
    }

    /** The frame that has the byte at {@code offset}. Requires: the plain file has it. */
    int frameAt(long offset) {
        int found = Arrays.binarySearch(offsets, offset);
        return found >= 0 ? found : -found - 2;
    }

    /** The bytes of a table. */
    static ByteBuffer write(int[] compressedLengths, int[] lengths, int frames) {
        ByteBuffer table = ByteBuffer.allocate(HEADER + frames * WITHOUT_CHECKSUMS + FOOTER)
                .order(ByteOrder.LITTLE_ENDIAN);
        table.putInt(SKIPPABLE_MAGIC).putInt(frames * WITHOUT_CHECKSUMS + FOOTER);
        for (int frame = 0; frame < frames; frame++) {
            table.putInt(compressedLengths[frame]).putInt(lengths[frame]);
        }
        return table.putInt(frames).put((byte) 0).putInt(FOOTER_MAGIC).flip();
    }

    /** Reads the table and believes nothing that does not fit the size of the file. */
    static SeekTable read(FileChannel file, Path path) throws IOException {
        long size = file.size();
        if (size < HEADER + FOOTER) {
            throw damaged(path, "it is too short for a table of frames");
        }
        ByteBuffer footer = read(file, size - FOOTER, FOOTER);
        long frames = Integer.toUnsignedLong(footer.getInt());
        int flags = footer.get();
        int entry = (flags & CHECKSUM_FLAG) != 0 ? WITH_CHECKSUMS : WITHOUT_CHECKSUMS;
        if (footer.getInt() != FOOTER_MAGIC || frames * entry > size - HEADER - FOOTER) {
            throw damaged(path, "it does not end with a table of frames");
        }
        long start = size - FOOTER - frames * entry - HEADER;
        ByteBuffer table = read(file, start, (int) (HEADER + frames * entry));
        if (table.getInt() != SKIPPABLE_MAGIC || Integer.toUnsignedLong(table.getInt()) != frames * entry + FOOTER) {
            throw damaged(path, "its table of frames has no head");
        }
        return entries(path, table, (int) frames, entry, start);
    }

    private static SeekTable entries(Path path, ByteBuffer table, int frames, int entry, long end) {
        long[] places = new long[frames + 1];
        long[] offsets = new long[frames + 1];
        for (int frame = 0; frame < frames; frame++) {
            long compressed = Integer.toUnsignedLong(table.getInt());
            long length = Integer.toUnsignedLong(table.getInt());
            table.position(table.position() + entry - WITHOUT_CHECKSUMS);
            if (compressed > CompressedPages.LARGEST_FRAME || length == 0 || length > CompressedPages.LARGEST_FRAME) {
                throw damaged(path, "frame " + frame + " claims " + compressed + " bytes for " + length);
            }
            places[frame + 1] = places[frame] + compressed;
            offsets[frame + 1] = offsets[frame] + length;
        }
        if (places[frames] != end) {
            throw damaged(path, "its frames take " + end + " bytes, but the table knows " + places[frames]);
        }
        return new SeekTable(places, offsets);
    }

    private static ImageDamagedException damaged(Path path, String reason) {
        return ImageDamagedException.file(path, reason);
    }

    static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }
}
