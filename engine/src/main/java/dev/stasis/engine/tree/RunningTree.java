package dev.stasis.engine.tree;

import java.util.LinkedHashSet;
import java.util.Set;

/** A tree that runs on while it is looked at: what is said of it may be wrong already. */
public final class RunningTree {
    private RunningTree() {}

    /** The processes that belong to the tree whose root is {@code rootPid}, zombies included. */
    public static Set<Integer> pids(int rootPid) {
        Set<Integer> pids = new LinkedHashSet<>();
        collect(new ProcessTable(), rootPid, pids);
        return pids;
    }

    private static void collect(ProcessTable table, int pid, Set<Integer> pids) {
        if (pids.add(pid)) {
            for (int tid : table.threads(pid)) {
                table.children(pid, tid).forEach(child -> collect(table, child, pids));
            }
        }
    }
}
