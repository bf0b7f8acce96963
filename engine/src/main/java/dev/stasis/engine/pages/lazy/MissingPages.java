package dev.stasis.engine.pages.lazy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pages a memory lacks, and at which address each was when the tree was dumped: that is what it is asked for by. The
 * program may move pages, so both are kept.
 */
final class MissingPages {
    private final TreeMap<Long, Piece> byAddress = new TreeMap<>();
    private final TreeMap<Long, Piece> bySource = new TreeMap<>();
    private long bytes;

    /**
     * A range that is missing as a whole.
     *
     * @param source address of its first byte at the dump
     */
    record Piece(long start, long end, long source) {
        long length() {
            return end - start;
        }

        Piece cut(long from, long to) {
            return new Piece(from, to, source + from - start);
        }
    }

    /** Requires: nothing of it is missing yet. Empty ranges are none. */
    void add(Piece piece) {
        if (piece.length() > 0) {
            byAddress.put(piece.start, piece);
            bySource.put(piece.source, piece);
            bytes += piece.length();
        }
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return byAddress.isEmpty();
    }

    /** The piece that holds an address. */
    Optional<Piece> at(long address) {
        return Optional.ofNullable(byAddress.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(piece -> piece.end > address);
    }

    /** The first that is missing from an address on, without what lies below it. */
    Optional<Piece> from(long address) {
        Optional<Piece> here = at(address);
        if (here.isPresent()) {
            return Optional.of(here.get().cut(address, here.get().end));
        }
        return Optional.ofNullable(byAddress.ceilingEntry(address)).map(Map.Entry::getValue);
    }

    /** What is missing of a range. */
    List<Piece> within(long start, long end) {
        List<Piece> found = new ArrayList<>();
        Long first = byAddress.floorKey(start);
        for (Piece piece : byAddress
                .subMap(first == null ? start : first, true, end, false)
                .values()) {
            if (piece.end > start) {
                found.add(piece.cut(Math.max(start, piece.start), Math.min(end, piece.end)));
            }
        }
        return found;
    }

    /** What is missing of a range of addresses at the dump. */
    List<Piece> ofSource(long start, long end) {
        List<Piece> found = new ArrayList<>();
        Long first = bySource.floorKey(start);
        for (Piece piece :
                bySource.subMap(first == null ? start : first, true, end, false).values()) {
            if (piece.source + piece.length() > start) {
                long from = Math.max(start, piece.source);
                long to = Math.min(end, piece.source + piece.length());
                found.add(piece.cut(piece.start + from - piece.source, piece.start + to - piece.source));
            }
        }
        return found;
    }

    /** Nothing of a range is missing any more. */
    void remove(long start, long end) {
        for (Piece gone : within(start, end)) {
            Piece whole = at(gone.start).orElseThrow();
            byAddress.remove(whole.start);
            bySource.remove(whole.source);
            bytes -= whole.length();
            add(whole.cut(whole.start, gone.start));
            add(whole.cut(gone.end, whole.end));
        }
    }

    /** A range is elsewhere now; what was missing in its new place is not any more. */
    void move(long from, long to, long length) {
        List<Piece> moved = within(from, from + length);
        remove(from, from + length);
        remove(to, to + length);
        for (Piece piece : moved) {
            add(new Piece(piece.start - from + to, piece.end - from + to, piece.source));
        }
    }

    MissingPages copy() {
        MissingPages copy = new MissingPages();
        byAddress.values().forEach(copy::add);
        return copy;
    }
}
