package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stops a running process tree: seizes and interrupts every thread it finds, and looks again until no new thread or child
 * has appeared. A stopped parent forks no more, so the second look at it is final.
 */
public final class TreeFreezer {
    private final Linux linux;
    private final ProcessTable table = new ProcessTable();
    private final Map<Integer, FreezingProcess> members = new LinkedHashMap<>();
    private final FreezeDeadline deadline;

    private TreeFreezer(Linux linux, int seconds) {
        this.linux = linux;
        this.deadline = new FreezeDeadline(seconds);
    }

    /**
     * Stops the tree whose root is {@code rootPid}.
     *
     * @param seconds after which to give up; 0 for never
     * @throws TaskGone when the root does not exist; nothing is left stopped by any failure
     */
    public static FrozenTree freeze(Linux linux, int rootPid, int seconds) {
        return freeze(linux, rootPid, seconds, Optional.empty());
    }

    /** As the other, but a cgroup holds its members while they are seized. It is thawed when this returns. */
    public static FrozenTree freeze(Linux linux, int rootPid, int seconds, Optional<FreezerCgroup> cgroup) {
        TreeFreezer freezer = new TreeFreezer(linux, seconds);
        try {
            freezer.start(rootPid);
            cgroup.ifPresent(freezer::interruptWithin);
            return freezer.freeze();
        } catch (RuntimeException failure) {
            freezer.members.values().forEach(FreezingProcess::release);
            throw failure;
        }
    }

    private void start(int rootPid) {
        if (!join(rootPid, 0)) {
            throw new TaskGone("process " + rootPid + " does not exist; give the pid of a running process");
        }
        if (root().zombie()) {
            throw new Unsupported("process " + rootPid + " has ended and only waits for its parent; there is nothing to"
                    + " save: give the pid of a running process");
        }
    }

    private FreezingProcess root() {
        return members.values().iterator().next();
    }

    /** A task frozen by cgroup v1 stops for its tracer only when it is thawed, but then before it has run. */
    private void interruptWithin(FreezerCgroup cgroup) {
        try {
            cgroup.freeze();
            boolean grown;
            do {
                grown = false;
                for (FreezingProcess member : List.copyOf(members.values())) {
                    grown |= member.interruptNew();
                    grown |= joinChildren(member);
                }
            } while (grown);
        } finally {
            cgroup.thaw();
        }
        members.values().forEach(FreezingProcess::awaitAll);
    }

    private FrozenTree freeze() {
        boolean grown;
        do {
            deadline.check();
            grown = false;
            for (FreezingProcess member : List.copyOf(members.values())) {
                grown |= member.stopThreads();
                if (member.vanished()) {
                    leave(member);
                } else {
                    grown |= joinChildren(member);
                }
            }
        } while (grown);
        letOrphansGo();
        members.values().forEach(FreezingProcess::letHeal);
        forgetReaped();
        List<FrozenProcess> processes = new ArrayList<>();
        describe(root(), processes);
        return new FrozenTree(linux, processes);
    }

    /** A thread that heals may have reaped the copy that a killed tracer had made of its process's memory. */
    private void forgetReaped() {
        for (FreezingProcess member : List.copyOf(members.values())) {
            if (member.zombie() && table.state(member.pid()).isEmpty()) {
                leave(member);
            }
        }
    }

    private boolean join(int pid, int parentPid) {
        if (pid == linux.processes().ownPid()) {
            throw new BadRequest("the tree of process " + root().pid()
                    + " contains Stasis itself, which cannot stop itself; start Stasis from elsewhere");
        }
        Optional<Character> state = table.state(pid);
        if (state.isEmpty() || state.get() == 'X') {
            return false;
        }
        int pidfd = (int) linux.processes().pidfdOpen(pid, 0).raw();
        if (pidfd < 0) {
            return false;
        }
        Fd owned = Fd.owning(linux.files(), pidfd);
        try {
            members.put(pid, new FreezingProcess(linux, table, deadline, pid, parentPid, state.get() == 'Z', owned));
            return true;
        } catch (RuntimeException refused) {
            owned.close();
            throw refused;
        }
    }

    private boolean joinChildren(FreezingProcess member) {
        boolean grown = false;
        for (int tid : member.tids()) {
            for (int child : table.children(member.pid(), tid)) {
                if (!members.containsKey(child)) {
                    grown |= join(child, member.pid());
                }
            }
        }
        return grown;
    }

    private void leave(FreezingProcess member) {
        if (member.parentPid() == 0) {
            throw new TaskGone("process " + member.pid() + " ended while it was being stopped");
        }
        members.remove(member.pid());
        member.release();
    }

    /** Children of a process that died meanwhile have another parent now, perhaps outside the tree. */
    private void letOrphansGo() {
        boolean changed;
        do {
            changed = false;
            for (FreezingProcess member : List.copyOf(members.values())) {
                if (member.parentPid() == 0 || isLiving(member.parentPid())) {
                    continue;
                }
                changed = true;
                int parent = table.parent(member.pid());
                if (isLiving(parent)) {
                    member.adopt(parent);
                } else {
                    leave(member);
                }
            }
        } while (changed);
    }

    private boolean isLiving(int pid) {
        FreezingProcess member = members.get(pid);
        return member != null && !member.zombie();
    }

    /** Parent before child, children in the order in which they were found. */
    private void describe(FreezingProcess member, List<FrozenProcess> processes) {
        processes.add(member.frozen());
        for (FreezingProcess child : members.values()) {
            if (child.parentPid() == member.pid()) {
                describe(child, processes);
            }
        }
    }
}
