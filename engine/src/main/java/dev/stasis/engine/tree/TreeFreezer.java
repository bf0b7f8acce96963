package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.ThreadState;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.Registers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops a running process tree: seizes and interrupts every thread it finds, and looks again until no new thread or child
 * has appeared. A stopped parent forks no more, so the second look at it is final.
 */
public final class TreeFreezer {
    private static final long OPTIONS = Tracee.TRACE_SYSGOOD;
    private static final int BUSY_POLLS = 40;
    private static final long POLL_NANOS = 50_000;

    private final Linux linux;
    private final ProcessTable table = new ProcessTable();
    private final Map<Integer, Member> members = new LinkedHashMap<>();
    private final long deadline;
    private final int seconds;

    private TreeFreezer(Linux linux, int seconds) {
        this.linux = linux;
        this.seconds = seconds;
        this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
    }

    /** A process being stopped. */
    private static final class Member {
        private final int pid;
        private final Fd pidfd;
        private final Map<Integer, Tracee> threads = new LinkedHashMap<>();
        private int parentPid;
        private boolean zombie;
        private int stopSignal;

        Member(int pid, int parentPid, boolean zombie, Fd pidfd) {
            this.pid = pid;
            this.parentPid = parentPid;
            this.zombie = zombie;
            this.pidfd = pidfd;
        }

        FrozenProcess.Condition condition() {
            if (zombie) {
                return FrozenProcess.Condition.ZOMBIE;
            }
            return stopSignal == 0 ? FrozenProcess.Condition.ALIVE : FrozenProcess.Condition.STOPPED;
        }
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
            freezer.release();
            throw failure;
        }
    }

    private void start(int rootPid) {
        if (!join(rootPid, 0)) {
            throw new TaskGone("process " + rootPid + " does not exist; give the pid of a running process");
        }
    }

    /** A task frozen by cgroup v1 stops for its tracer only when it is thawed, but then before it has run. */
    private void interruptWithin(FreezerCgroup cgroup) {
        try {
            cgroup.freeze();
            boolean grown;
            do {
                grown = false;
                for (Member member : List.copyOf(members.values())) {
                    if (!member.zombie) {
                        grown |= !seizeNew(member).isEmpty();
                        grown |= joinChildren(member);
                    }
                }
            } while (grown);
        } finally {
            cgroup.thaw();
        }
        for (Member member : members.values()) {
            List.copyOf(member.threads.values()).forEach(tracee -> await(member, tracee));
        }
    }

    private FrozenTree freeze() {
        boolean grown;
        do {
            checkDeadline();
            grown = false;
            for (Member member : List.copyOf(members.values())) {
                grown |= stopThreads(member);
                grown |= joinChildren(member);
            }
        } while (grown);
        letOrphansGo();
        for (Member member : members.values()) {
            member.threads.values().forEach(tracee -> letHeal(member, tracee));
        }
        return new FrozenTree(linux, describe(depthFirst()));
    }

    private boolean join(int pid, int parentPid) {
        Optional<Character> state = table.state(pid);
        if (state.isEmpty() || state.get() == 'X') {
            return false;
        }
        int pidfd = (int) linux.processes().pidfdOpen(pid, 0).raw();
        if (pidfd < 0) {
            return false;
        }
        boolean zombie = state.get() == 'Z';
        members.put(pid, new Member(pid, parentPid, zombie, Fd.owning(linux.files(), pidfd)));
        if (zombie && table.threads(pid).size() > 1) {
            throw leaderEnded(pid);
        }
        return true;
    }

    private boolean joinChildren(Member member) {
        boolean grown = false;
        if (member.zombie) {
            return false;
        }
        for (int tid : List.copyOf(member.threads.keySet())) {
            for (int child : table.children(member.pid, tid)) {
                if (!members.containsKey(child)) {
                    grown |= join(child, member.pid);
                }
            }
        }
        return grown;
    }

    /** Returns whether a thread was found that had not been stopped before. */
    private boolean stopThreads(Member member) {
        if (member.zombie) {
            return false;
        }
        boolean grown = false;
        List<Tracee> fresh;
        do {
            fresh = seizeNew(member);
            for (Tracee tracee : fresh) {
                await(member, tracee);
            }
            grown |= !fresh.isEmpty();
        } while (!fresh.isEmpty());
        if (member.threads.isEmpty()) {
            ended(member);
            return true;
        }
        if (!member.threads.containsKey(member.pid)) {
            throw leaderEnded(member.pid);
        }
        return grown;
    }

    /** A process that died meanwhile is a zombie of its parent, or gone with its children given to others. */
    private void ended(Member member) {
        if (table.state(member.pid).filter(state -> state == 'Z').isPresent()) {
            member.zombie = true;
            return;
        }
        if (member.parentPid == 0) {
            throw new TaskGone("process " + member.pid + " ended while it was being stopped");
        }
        members.remove(member.pid);
        member.pidfd.close();
    }

    private List<Tracee> seizeNew(Member member) {
        List<Tracee> fresh = new ArrayList<>();
        for (int tid : table.threads(member.pid)) {
            if (member.threads.containsKey(tid)) {
                continue;
            }
            try {
                Tracee tracee = Tracee.seize(linux, member.pid, tid, OPTIONS);
                member.threads.put(tid, tracee);
                fresh.add(tracee);
                tracee.interrupt();
            } catch (TaskGone ended) {
                member.threads.remove(tid);
            } catch (KernelRefused refused) {
                // A thread that is ending answers EPERM until it is gone.
                if (!table.isEnding(member.pid, tid)) {
                    throw explain(member, tid, refused);
                }
            }
        }
        return fresh;
    }

    private void await(Member member, Tracee tracee) {
        while (true) {
            Stop stop;
            try {
                stop = awaitStop(tracee);
            } catch (TaskGone ended) {
                member.threads.remove(tracee.tid());
                return;
            }
            switch (stop.kind()) {
                case EXITED, KILLED -> {
                    member.threads.remove(tracee.tid());
                    return;
                }
                case INTERRUPT -> {
                    return;
                }
                case GROUP_STOP -> {
                    member.stopSignal = stop.detail();
                    return;
                }
                case SIGNAL -> {
                    // A signal overtook the interrupt: let it be delivered, and stop behind it.
                    tracee.resume(stop.detail());
                    tracee.interrupt();
                }
                case SYSCALL, EVENT -> tracee.resume(0);
            }
            checkDeadline();
        }
    }

    /** A thread that sleeps uninterruptibly does not stop: the deadline must hold for it too. */
    private Stop awaitStop(Tracee tracee) {
        for (int round = 0; ; round++) {
            Optional<Stop> stop = tracee.pollStop();
            if (stop.isPresent()) {
                return stop.get();
            }
            if (round >= BUSY_POLLS) {
                checkDeadline();
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    private void letHeal(Member member, Tracee tracee) {
        while (member.threads.containsKey(tracee.tid())
                && StubSite.isHealing(tracee.memory(), tracee.registers().get(Registers.RIP))) {
            checkDeadline();
            tracee.resume(0);
            LockSupport.parkNanos(POLL_NANOS);
            tracee.interrupt();
            await(member, tracee);
        }
    }

    /** Children of a process that died meanwhile have another parent now, perhaps outside the tree. */
    private void letOrphansGo() {
        boolean changed;
        do {
            changed = false;
            for (Member member : List.copyOf(members.values())) {
                if (member.parentPid == 0 || members.containsKey(member.parentPid)) {
                    continue;
                }
                changed = true;
                int parent = table.parent(member.pid);
                if (members.containsKey(parent)) {
                    member.parentPid = parent;
                } else {
                    members.remove(member.pid);
                    member.threads.values().forEach(TreeFreezer::letGo);
                    member.pidfd.close();
                }
            }
        } while (changed);
    }

    private static Unsupported leaderEnded(int pid) {
        return new Unsupported("the main thread of process " + pid
                + " has ended while others of its threads go on, which cannot be saved; end that process first");
    }

    private RuntimeException explain(Member member, int tid, KernelRefused refused) {
        int tracer = table.tracer(tid);
        if (refused.errno() == Errno.EPERM && tracer != 0) {
            return new Unsupported("process " + member.pid + " is traced by process " + tracer
                    + " already (a debugger or strace); detach that first");
        }
        return refused;
    }

    private void checkDeadline() {
        if (seconds > 0 && System.nanoTime() > deadline) {
            throw new Unsupported("the tree did not stand still within " + seconds
                    + " seconds; it forks too fast or a thread hangs in the kernel: raise --timeout, or stop it first");
        }
    }

    /** Parent before child, children in the order in which they were found. */
    private List<Member> depthFirst() {
        List<Member> order = new ArrayList<>();
        Member root = members.values().iterator().next();
        descend(root, order, new HashSet<>());
        return order;
    }

    private void descend(Member member, List<Member> order, Set<Integer> seen) {
        if (!seen.add(member.pid)) {
            return;
        }
        order.add(member);
        for (Member child : members.values()) {
            if (child.parentPid == member.pid) {
                descend(child, order, seen);
            }
        }
    }

    private List<FrozenProcess> describe(List<Member> order) {
        List<FrozenProcess> processes = new ArrayList<>();
        for (Member member : order) {
            List<FrozenThread> threads = new ArrayList<>();
            for (Tracee tracee : leaderFirst(member)) {
                threads.add(new FrozenThread(tracee, ThreadState.capture(tracee)));
            }
            processes.add(new FrozenProcess(
                    member.pid, member.parentPid, member.condition(), member.stopSignal, threads, member.pidfd));
        }
        return processes;
    }

    private static List<Tracee> leaderFirst(Member member) {
        List<Tracee> threads = new ArrayList<>(member.threads.values());
        threads.sort((a, b) -> Boolean.compare(a.tid() != member.pid, b.tid() != member.pid));
        return threads;
    }

    private void release() {
        for (Member member : members.values()) {
            member.threads.values().forEach(TreeFreezer::letGo);
            member.pidfd.close();
        }
    }

    private static void letGo(Tracee tracee) {
        try {
            tracee.detach();
        } catch (RuntimeException secondary) {
            // The first failure is the one to report, and the rest of the tree must still be let go: a tracee whose
            // stop is still on its way cannot be detached, and is let go when this thread ends.
            Thread.onSpinWait();
        }
    }
}
