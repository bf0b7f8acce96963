package dev.stasis.engine.kernel.proc;

import java.util.ArrayList;
import java.util.List;

/** /proc/PID/limits (man 5 proc_pid_limits): a table whose rows are the resources by number. */
public final class LimitTable {
    /** RLIM_INFINITY. */
    public static final long UNLIMITED = -1;

    private LimitTable() {}

    /** A row, in the unit of setrlimit(2); unsigned. */
    public record Limit(long soft, long hard) {}

    /** Requires: the process exists. */
    public static List<Limit> of(int pid) {
        return parse(ProcFile.read("/proc/" + pid + "/limits"));
    }

    public static List<Limit> parse(String text) {
        List<Limit> limits = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        int soft = lines[0].indexOf("Soft Limit");
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].length() > soft) {
                String[] columns = lines[i].substring(soft).trim().split(" +", -1);
                limits.add(new Limit(number(columns[0]), number(columns[1])));
            }
        }
        return limits;
    }

    private static long number(String text) {
        return text.equals("unlimited") ? UNLIMITED : Long.parseUnsignedLong(text);
    }
}
