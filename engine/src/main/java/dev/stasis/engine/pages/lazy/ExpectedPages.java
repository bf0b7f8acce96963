package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.pages.wire.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was asked for and has not arrived, in the order in which it was: answers come in the same order. */
final class ExpectedPages {
    private final Deque<Range> order = new ArrayDeque<>();
    /** By pid: start and end of each range. */
    private final Map<Integer, TreeMap<Long, Long>> byPid = new HashMap<>();

    private long bytes;

    /** A range of addresses at the dump. */
    record Range(int pid, long start, long end) {
        long bytes() {
            return end - start;
        }

        /** Whether an answer is one to this question: the beginning of it or all. */
        boolean isAnsweredBy(Frame answer, long answerBytes) {
            return answer.owner() == pid && answer.address() == start && answerBytes > 0 && answerBytes <= bytes();
        }
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return order.isEmpty();
    }

    boolean contains(int pid, long address) {
        TreeMap<Long, Long> ranges = byPid.get(pid);
        Map.Entry<Long, Long> at = ranges == null ? null : ranges.floorEntry(address);
        return at != null && at.getValue() > address;
    }

    /** Requires: nothing of it is expected. */
    void add(Range range) {
        order.add(range);
        byPid.computeIfAbsent(range.pid, pid -> new TreeMap<>()).put(range.start, range.end);
        bytes += range.bytes();
    }

    /** The one whose answer comes next. */
    Optional<Range> first() {
        return Optional.ofNullable(order.peek());
    }

    /** Its answer has come. */
    void removeFirst() {
        Range range = order.remove();
        TreeMap<Long, Long> ranges = byPid.get(range.pid);
        if (ranges != null) {
            ranges.remove(range.start);
        }
        bytes -= range.bytes();
    }

    /** No answer will come any more. */
    void clear() {
        order.clear();
        byPid.clear();
        bytes = 0;
    }
}
