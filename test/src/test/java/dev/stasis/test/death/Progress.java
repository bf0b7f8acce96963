package dev.stasis.test.death;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Whether every thread of the workload busy_tree goes on: each naps every few milliseconds, so its switches are counted up. */
final class Progress {
    private static final int THREADS = 8;

    private final Running workload;
    private final Map<String, String> before = new HashMap<>();

    Progress(Running workload) {
        this.workload = workload;
    }

    /** Waits until every thread has gone on, with nothing to complain of. */
    static void await(Running workload, String when) throws IOException {
        Progress progress = new Progress(workload);
        Running.await(when + ": every thread to go on", progress::seen, progress::describe);
        assertEquals("", workload.complaint(), when);
    }

    /** True once the whole tree is there, untraced, and every thread has gone on since it was first looked at. */
    boolean seen() {
        Map<String, String> now = switches();
        now.forEach(before::putIfAbsent);
        return now.size() >= THREADS
                && now.keySet().containsAll(before.keySet())
                && now.entrySet().stream().noneMatch(each -> each.getValue().equals(before.get(each.getKey())))
                && workload.processes().stream().noneMatch(Proc::traced);
    }

    private Map<String, String> switches() {
        Map<String, String> all = new HashMap<>();
        for (int process : workload.processes()) {
            for (int thread : Proc.threads(process)) {
                all.put(process + "/" + thread, Proc.status(process, thread, "voluntary_ctxt_switches"));
            }
        }
        return all;
    }

    private String describe() {
        StringBuilder text = new StringBuilder(workload.tryComplaint()).append("; there are ");
        for (String thread : switches().keySet()) {
            String[] ids = thread.split("/", -1);
            text.append(thread)
                    .append(' ')
                    .append(Proc.status(Integer.parseInt(ids[0]), Integer.parseInt(ids[1]), "State"))
                    .append(", ");
        }
        return text.toString();
    }
}
