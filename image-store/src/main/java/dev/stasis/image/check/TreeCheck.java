package dev.stasis.image.check;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.PstreeEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The process tree: every number once, parents before their children (which rules circles out), one root. */
final class TreeCheck {
    /** PID_MAX_LIMIT of 64-bit kernels (linux/threads.h). */
    static final long LARGEST_PID = 1 << 22;

    private final ImageDirectory images;
    /** Numbers of all tasks and threads so far. */
    private final Set<Integer> taken = new HashSet<>();
    /** Tasks so far that can have children. */
    private final Set<Integer> alive = new HashSet<>();

    private TreeCheck(ImageDirectory images) {
        this.images = images;
    }

    static List<TreeTask> check(ImageDirectory images) {
        TreeCheck check = new TreeCheck(images);
        List<TreeTask> tasks = new ArrayList<>();
        for (PstreeEntry entry : images.all(ImageType.PSTREE)) {
            tasks.add(check.add(entry, Spot.of(images, ImageType.PSTREE, 0, tasks.size())));
        }
        if (tasks.isEmpty()) {
            throw ImageDamagedException.file(images.file(ImageType.PSTREE, 0), "it has no task, or is not there");
        }
        return tasks;
    }

    private TreeTask add(PstreeEntry entry, Spot at) {
        number(at, "pid", entry.getPid());
        at.atMost(LARGEST_PID, Integer.toUnsignedLong(entry.getPgid()), "pgid");
        at.atMost(LARGEST_PID, Integer.toUnsignedLong(entry.getSid()), "sid");
        checkParent(entry, at);
        TreeTask task = new TreeTask(entry, core(entry.getPid()));
        if (task.isAlive()) {
            alive.add(entry.getPid());
            addThreads(entry, at);
        } else {
            checkZombie(entry, at);
            take(at, "pid", entry.getPid());
        }
        return task;
    }

    private CoreEntry core(int pid) {
        CoreEntry core = images.require(ImageType.CORE, Integer.toUnsignedLong(pid));
        if (!core.hasTc()) {
            throw Spot.of(images, ImageType.CORE, Integer.toUnsignedLong(pid))
                    .damaged("tc", "is missing, but " + pid + " is a task of the tree");
        }
        return core;
    }

    private void checkParent(PstreeEntry entry, Spot at) {
        boolean first = at.record() == 0;
        if (first && entry.getPpid() != 0) {
            throw at.damaged("ppid", "is " + Integer.toUnsignedString(entry.getPpid()) + ", but the root has none");
        }
        if (!first && !alive.contains(entry.getPpid())) {
            throw at.damaged(
                    "ppid",
                    "is " + Integer.toUnsignedString(entry.getPpid()) + ", but no living task before has this pid");
        }
    }

    /** It waits to be reaped by its parent, and the parent of the root is not in the set. */
    private void checkZombie(PstreeEntry entry, Spot at) {
        if (at.record() == 0) {
            throw Spot.of(images, ImageType.CORE, Integer.toUnsignedLong(entry.getPid()))
                    .damaged(
                            "tc.task_state", "is that of a zombie, but " + entry.getPid() + " is the root of the tree");
        }
    }

    private void addThreads(PstreeEntry entry, Spot at) {
        boolean leader = false;
        for (int tid : entry.getThreadsList()) {
            number(at, "threads", tid);
            take(at, "threads", tid);
            leader |= tid == entry.getPid();
        }
        if (!leader) {
            throw at.damaged("threads", "lacks the pid of the task, " + entry.getPid());
        }
    }

    private void take(Spot at, String field, int id) {
        if (!taken.add(id)) {
            throw at.damaged(field, "has " + id + ", which another task or thread has already");
        }
    }

    private static void number(Spot at, String field, int id) {
        if (id <= 0 || id > LARGEST_PID) {
            throw at.damaged(field, "is " + Integer.toUnsignedString(id) + ", no number of a task");
        }
    }
}
