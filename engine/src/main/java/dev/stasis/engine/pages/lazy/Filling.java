package dev.stasis.engine.pages.lazy;

import java.util.List;
import java.util.Optional;

/**
 * What is brought while nobody waits: one memory after the other, from the page on that was wanted last, in chunks that
 * grow as long as nothing is touched and are small again after, so that who waits does not wait for a large one.
 */
final class Filling {
    private static final long STEP = 64 << 10;
    private static final long LARGEST = 4 << 20;
    private static final long PAGE = 4096;

    private long chunk = STEP;
    private int current;
    private long cursor;

    /** A range of a memory that is missing and not expected. */
    record Chunk(LazyMemory memory, MissingPages.Piece piece) {}

    /** Size of the next chunk, at most. */
    long chunk() {
        return chunk;
    }

    /** Somebody waited for this page: what comes behind it is likely to be wanted next. */
    void touched(int memory, long page) {
        chunk = STEP;
        current = memory;
        cursor = page + PAGE;
    }

    /** The next chunk; empty when everything is there or expected. */
    Optional<Chunk> next(List<LazyMemory> memories, PageSource source) {
        for (int tried = 0; tried < memories.size(); tried++) {
            current = current % memories.size();
            LazyMemory memory = memories.get(current);
            Optional<MissingPages.Piece> found = memory.complete()
                    ? Optional.empty()
                    : search(memory, cursor, Long.MAX_VALUE, source).or(() -> search(memory, 0, cursor, source));
            if (found.isPresent()) {
                cursor = found.get().end();
                chunk = Math.min(LARGEST, chunk + STEP);
                return Optional.of(new Chunk(memory, found.get()));
            }
            current++;
            cursor = 0;
        }
        return Optional.empty();
    }

    private Optional<MissingPages.Piece> search(LazyMemory memory, long from, long to, PageSource source) {
        Optional<MissingPages.Piece> piece = memory.missing().from(from);
        while (piece.isPresent() && piece.get().start() < to) {
            MissingPages.Piece wanted = unexpected(memory.pid(), piece.get(), source);
            if (wanted.length() > 0) {
                return Optional.of(wanted);
            }
            piece = memory.missing().from(piece.get().end());
        }
        return Optional.empty();
    }

    /** The first part of a piece that is not expected, at most a chunk; perhaps empty. */
    private MissingPages.Piece unexpected(int pid, MissingPages.Piece piece, PageSource source) {
        long start = piece.start();
        while (start < piece.end() && source.expects(pid, piece.source() + start - piece.start())) {
            start += PAGE;
        }
        long most = Math.min(piece.end(), start + chunk);
        long end = start;
        while (end < most && !source.expects(pid, piece.source() + end - piece.start())) {
            end += PAGE;
        }
        return piece.cut(start, end);
    }
}
