package dev.stasis.engine.tree;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStat;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who exists and who is whose child, by /proc. Answers about running processes are stale when they are given. */
final class ProcessTable {
    /** The state letter of /proc/PID/stat, and the group-stop signal's place is elsewhere: see ptrace. */
    Optional<Character> state(int pid) {
        return ProcessStat.find(pid).map(ProcessStat::state);
    }

    /** Pid of the parent; 0 when the process is gone. */
    int parent(int pid) {
        return ProcessStat.find(pid).map(ProcessStat::parentPid).orElse(0);
    }

    /** Whether a thread is dead, or gone already. */
    boolean isEnding(int pid, int tid) {
        return ProcessStat.findThread(pid, tid).map(ProcessStat::dead).orElse(true);
    }

    /** Thread ids, the leader first; none when the process is gone. */
    List<Integer> threads(int pid) {
        String[] names = new File("/proc/" + pid + "/task").list();
        if (names == null) {
            return List.of();
        }
        List<Integer> threads = new ArrayList<>(names.length);
        for (String name : names) {
            threads.add(Integer.valueOf(name));
        }
        threads.sort(null);
        if (threads.remove(Integer.valueOf(pid))) {
            threads.add(0, pid);
        }
        return threads;
    }

    /** Pids of the children that a thread has forked or adopted. */
    List<Integer> children(int pid, int tid) {
        List<Integer> children = new ArrayList<>();
        String text =
                ProcFile.tryRead("/proc/" + pid + "/task/" + tid + "/children").orElse("");
        for (String child : text.trim().split(" ", -1)) {
            if (!child.isEmpty()) {
                children.add(Integer.valueOf(child));
            }
        }
        return children;
    }

    /** Pid of the process that traces {@code pid}; 0 for none. */
    int tracer(int pid) {
        for (String line :
                ProcFile.tryRead("/proc/" + pid + "/status").orElse("").split("\n", -1)) {
            if (line.startsWith("TracerPid:")) {
                return Integer.parseInt(line.substring(10).trim());
            }
        }
        return 0;
    }
}
