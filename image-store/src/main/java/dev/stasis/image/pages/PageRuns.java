package dev.stasis.image.pages;

import java.util.Arrays;

/** Runs of pages as columns. Grows while it is filled. */
final class PageRuns {
    private long[] starts = new long[16];
    private long[] pages = new long[16];
    private long[] offsets = new long[16];
    private byte[] flags = new byte[16];
    private int size;

    void add(long start, long count, int flag, long offset) {
        if (size == starts.length) {
            int larger = size * 2;
            starts = Arrays.copyOf(starts, larger);
            pages = Arrays.copyOf(pages, larger);
            offsets = Arrays.copyOf(offsets, larger);
            flags = Arrays.copyOf(flags, larger);
        }
        starts[size] = start;
        pages[size] = count;
        offsets[size] = offset;
        flags[size] = (byte) flag;
        size++;
    }

    int size() {
        return size;
    }

    long start(int run) {
        return starts[run];
    }

    long pages(int run) {
        return pages[run];
    }

    int flags(int run) {
        return flags[run];
    }

    long offset(int run) {
        return offsets[run];
    }
}
