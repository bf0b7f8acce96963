package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.TaskGone;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who exists and who is whose child, by /proc. Answers about running processes are stale when they are given. */
final class ProcessTable {
    /** The state letter of /proc/PID/stat, and the group-stop signal's place is elsewhere: see ptrace. */
    Optional<Character> state(int pid) {
        return read("/proc/" + pid + "/stat").map(stat -> stat.charAt(stat.lastIndexOf(')') + 2));
    }

    /** Thread ids, the leader first. */
    List<Integer> threads(int pid) {
        String[] names = new File("/proc/" + pid + "/task").list();
        if (names == null) {
            throw new TaskGone("process " + pid + " has ended");
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
        String text = read("/proc/" + pid + "/task/" + tid + "/children").orElse("");
        for (String child : text.trim().split(" ", -1)) {
            if (!child.isEmpty()) {
                children.add(Integer.valueOf(child));
            }
        }
        return children;
    }

    /** Pid of the process that traces {@code pid}; 0 for none. */
    int tracer(int pid) {
        for (String line : read("/proc/" + pid + "/status").orElse("").split("\n", -1)) {
            if (line.startsWith("TracerPid:")) {
                return Integer.parseInt(line.substring(10).trim());
            }
        }
        return 0;
    }

    private static Optional<String> read(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
