package dev.stasis.image.tool;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.PstreeEntry;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of a set, children below their parents. */
final class TaskTree {
    private record Line(PstreeEntry task, int depth) {}

    private final ImageDirectory images;
    private final List<PstreeEntry> tasks;
    private final Map<Integer, List<PstreeEntry>> children = new HashMap<>();

    TaskTree(ImageDirectory images, List<PstreeEntry> tasks) {
        this.images = images;
        this.tasks = tasks;
        for (PstreeEntry task : tasks) {
            children.computeIfAbsent(task.getPpid(), pid -> new ArrayList<>()).add(task);
        }
    }

    /** Each task once, even if a damaged set makes it its own child. */
    void print(PrintStream out) {
        out.printf("%7s%7s%7s   %s%n", "PID", "PGID", "SID", "COMM");
        Deque<Line> open = new ArrayDeque<>();
        Set<Integer> printed = new HashSet<>();
        open.push(new Line(tasks.get(0), 0));
        while (!open.isEmpty()) {
            Line line = open.pop();
            if (printed.add(line.task().getPid())) {
                print(out, line);
                List<PstreeEntry> below = children.getOrDefault(line.task().getPid(), List.of());
                for (int i = below.size() - 1; i >= 0; i--) {
                    open.push(new Line(below.get(i), line.depth() + 1));
                }
            }
        }
    }

    private void print(PrintStream out, Line line) {
        PstreeEntry task = line.task();
        CoreEntry core = images.require(ImageType.CORE, Integer.toUnsignedLong(task.getPid()));
        out.printf(
                "%7s%7s%7s   %s%s%n",
                Integer.toUnsignedString(task.getPid()),
                Integer.toUnsignedString(task.getPgid()),
                Integer.toUnsignedString(task.getSid()),
                "    ".repeat(line.depth()),
                core.getTc().getComm());
    }
}
