package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Pages of a plan that are read ahead of the others, because the process that the others will be read from does not have
 * them.
 */
public final class HeldPages implements AutoCloseable {
    /** None. */
    static final HeldPages NONE = new HeldPages(new TreeMap<>(), 0);

    private final NavigableMap<Long, Long> ranges;
    private final Arena arena = new Arena();
    private final Block pages;
    private long filled;
    private long given;

    private HeldPages(NavigableMap<Long, Long> ranges, long bytes) {
        this.ranges = ranges;
        this.pages = arena.allocate(bytes);
    }

    /** How many bytes of a plan lie in {@code mappings}. */
    public static long bytes(PagePlan plan, List<Mapping> mappings) {
        return bytes(plan, ranges(mappings));
    }

    /** Reads those pages of a process that stands still that lie in {@code mappings}. */
    static HeldPages read(Linux linux, PagePlan plan, List<Mapping> mappings) throws IOException {
        NavigableMap<Long, Long> ranges = ranges(mappings);
        HeldPages held = new HeldPages(ranges, bytes(plan, ranges));
        try (PageCopy copy = new PageCopy(linux, plan.pid(), held.sink(), LostPages.REFUSE)) {
            for (PagePlan.Run run : plan.runs()) {
                if (!held.holds(run)) {
                    continue;
                }
                if (run.readable()) {
                    copy.add(run.start(), run.end());
                } else {
                    copy.addUnreadable(run.start(), run.end());
                }
            }
            copy.finish();
            return held;
        } catch (IOException | RuntimeException failure) {
            held.close();
            throw failure;
        }
    }

    private static NavigableMap<Long, Long> ranges(List<Mapping> mappings) {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        mappings.forEach(mapping -> ranges.put(mapping.start(), mapping.end()));
        return ranges;
    }

    private static long bytes(PagePlan plan, NavigableMap<Long, Long> ranges) {
        return plan.runs().stream()
                .filter(run -> isIn(run, ranges))
                .mapToLong(run -> run.pages() * PageFlags.PAGE_SIZE)
                .sum();
    }

    /** Runs end where their mapping ends. */
    private static boolean isIn(PagePlan.Run run, NavigableMap<Long, Long> ranges) {
        var below = ranges.floorEntry(run.start());
        return run.stored() && below != null && run.start() < below.getValue();
    }

    boolean holds(PagePlan.Run run) {
        return !ranges.isEmpty() && isIn(run, ranges);
    }

    /** Gives the pages of the next run that it holds. */
    void give(PagePlan.Run run, PageSink sink) throws IOException {
        long rest = run.pages() * PageFlags.PAGE_SIZE;
        while (rest > 0) {
            Block room = sink.room(rest);
            room.asBuffer().put(pages.slice(given, room.size()).asBuffer());
            sink.filled(room.size());
            given += room.size();
            rest -= room.size();
        }
    }

    private PageSink sink() {
        return new PageSink() {
            @Override
            public void add(long start, long count, int flags) {
                throw new UnsupportedOperationException("runs are known");
            }

            @Override
            public Block room(long bytes) {
                return pages.slice(filled, bytes);
            }

            @Override
            public void filled(long bytes) {
                filled += bytes;
            }

            @Override
            public long storedPages() {
                return filled / PageFlags.PAGE_SIZE;
            }

            @Override
            public void close() {
                // What it filled is this object's.
            }
        };
    }

    @Override
    public void close() {
        arena.close();
    }
}
