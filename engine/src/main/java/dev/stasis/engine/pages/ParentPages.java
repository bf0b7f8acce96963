package dev.stasis.engine.pages;

import dev.stasis.image.pages.Pagemap;

/** What of a page owner the parent set has, so that a later set may refer to it. */
public interface ParentPages {
    /** Nothing. */
    ParentPages NONE = (start, end, consumer) -> consumer.accept(start, end, false);

    /** Cuts a range into pieces that the parent set has and such that it has not, by ascending address. */
    void cut(long start, long end, Pieces consumer);

    /** Takes the pieces of a range. */
    interface Pieces {
        void accept(long start, long end, boolean inParent);
    }

    /** Those of a pagemap of the parent set, or of its own parents: what it lists, whatever the flags. */
    static ParentPages of(Pagemap map) {
        return (start, end, consumer) -> {
            long at = start;
            for (int run = map.firstEndingAfter(start); run < map.size() && map.start(run) < end; run++) {
                if (at < map.start(run)) {
                    consumer.accept(at, map.start(run), false);
                    at = map.start(run);
                }
                long to = Math.min(end, map.end(run));
                consumer.accept(at, to, true);
                at = to;
            }
            if (at < end) {
                consumer.accept(at, end, false);
            }
        };
    }
}
