package dev.stasis.engine.restore;

/** One step on the way to a tree of processes with their old pids, parents, sessions and groups. */
sealed interface TreeStep {
    /**
     * A process is cloned.
     *
     * @param creator pid of the process that clones it; 0 for the seed
     * @param sibling its parent is the creator's parent instead of the creator (CLONE_PARENT)
     */
    record Birth(int pid, int creator, boolean sibling) implements TreeStep {
        @Override
        public String toString() {
            return (creator == 0 ? "the seed" : "process " + creator) + " clones " + (sibling ? "its sibling " : "")
                    + pid;
        }
    }

    /** setsid(2): the process leads a session and a group of its pid. */
    record NewSession(int pid) implements TreeStep {
        @Override
        public String toString() {
            return "process " + pid + " starts a session";
        }
    }

    /** setpgid(2); {@code group} equal to {@code pid} makes a new group. */
    record JoinGroup(int pid, int group) implements TreeStep {
        @Override
        public String toString() {
            return "process " + pid + (pid == group ? " starts a process group" : " joins process group " + group);
        }
    }

    /** A process that was only needed to lead a session or group ends, and its parent reaps it. */
    record Leave(int pid, int parent) implements TreeStep {
        @Override
        public String toString() {
            return "helper process " + pid + " ends, reaped by " + parent;
        }
    }
}
