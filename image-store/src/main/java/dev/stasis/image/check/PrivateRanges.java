package dev.stasis.image.check;

import java.util.ArrayList;
import java.util.List;

/** Addresses that can have pages of their own, ascending; mappings that touch are one range. */
final class PrivateRanges {
    private record Range(long start, long end) {}

    private final List<Range> ranges = new ArrayList<>();
    private int hint;

    /** Requires: not before the end of the last one. */
    void add(long start, long end) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() == start) {
            ranges.set(last, new Range(ranges.get(last).start(), end));
        } else {
            ranges.add(new Range(start, end));
        }
    }

    /** Requires: asked with ascending addresses. */
    boolean cover(long start, long end) {
        while (hint < ranges.size() && ranges.get(hint).end() <= start) {
            hint++;
        }
        return hint < ranges.size()
                && ranges.get(hint).start() <= start
                && ranges.get(hint).end() >= end;
    }
}
