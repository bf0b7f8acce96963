package dev.stasis.image.check;

import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.PstreeEntry;
import java.util.List;

/** A task of the tree with its core image. */
record TreeTask(PstreeEntry entry, CoreEntry core) {
    static final int ALIVE = 1;
    static final int DEAD = 2;
    static final int STOPPED = 3;

    long pid() {
        return Integer.toUnsignedLong(entry.getPid());
    }

    /** False for zombies, which have nothing but a core image. */
    boolean isAlive() {
        return core.getTc().getTaskState() != DEAD;
    }

    /** Ids of all threads, the task's own among them; meaningless for zombies. */
    List<Integer> threads() {
        return entry.getThreadsList();
    }
}
