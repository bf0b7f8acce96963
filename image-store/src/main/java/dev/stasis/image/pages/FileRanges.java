package dev.stasis.image.pages;

import java.nio.file.Path;
import java.util.Arrays;

/** Ranges of bytes of one file, ascending, neighbours as one. Columns of arrays, for there may be millions. */
public final class FileRanges {
    private final Path file;
    private long[] offsets = new long[16];
    private long[] ends = new long[16];
    private int size;

    FileRanges(Path file) {
        this.file = file;
    }

    void add(long offset, long length) {
        if (size > 0 && ends[size - 1] == offset) {
            ends[size - 1] += length;
            return;
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        offsets[size] = offset;
        ends[size] = offset + length;
        size++;
    }

    public Path file() {
        return file;
    }

    /** How many ranges there are. */
    public int size() {
        return size;
    }

    /** Where a range begins. */
    public long offset(int range) {
        return offsets[range];
    }

    /** Bytes of a range. */
    public long length(int range) {
        return ends[range] - offsets[range];
    }

    /** Bytes of all ranges. */
    public long bytes() {
        long bytes = 0;
        for (int range = 0; range < size; range++) {
            bytes += length(range);
        }
        return bytes;
    }
}
