package dev.stasis.engine.kernel.proc;

import java.util.Optional;

/** /proc/PID/stat (man 5 proc): one line of numbered fields; the second, the name, may contain blanks and parentheses. */
public final class ProcessStat {
    private static final int FIRST_AFTER_NAME = 3;

    private final String name;
    private final String[] fields;

    private ProcessStat(String name, String[] fields) {
        this.name = name;
        this.fields = fields;
    }

    /** Requires: the process exists, else {@link dev.stasis.engine.api.error.TaskGone}; a zombie will do. */
    public static ProcessStat of(int pid) {
        return parse(ProcFile.read("/proc/" + pid + "/stat"));
    }

    /** As {@link #of}; empty when the process is gone. */
    public static Optional<ProcessStat> find(int pid) {
        return ProcFile.tryRead("/proc/" + pid + "/stat").map(ProcessStat::parse);
    }

    /** As {@link #ofThread}; empty when the thread is gone. */
    public static Optional<ProcessStat> findThread(int pid, int tid) {
        return ProcFile.tryRead("/proc/" + pid + "/task/" + tid + "/stat").map(ProcessStat::parse);
    }

    public static ProcessStat ofThread(int pid, int tid) {
        return parse(ProcFile.read("/proc/" + pid + "/task/" + tid + "/stat"));
    }

    public static ProcessStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        return new ProcessStat(
                line.substring(open + 1, close),
                line.substring(close + 1).trim().split(" ", -1));
    }

    /** At most 15 bytes, a character each; line ends and backslashes are escaped by the kernel. */
    public String name() {
        return name;
    }

    /** R running, S and D sleeping, T stopped, t traced, Z zombie, X dead. */
    public char state() {
        return text(3).charAt(0);
    }

    /** Whether it has ended: all that is left is for its parent to learn of it. */
    public boolean dead() {
        return state() == 'Z' || state() == 'X';
    }

    public int parentPid() {
        return (int) number(4);
    }

    public int processGroup() {
        return (int) number(5);
    }

    public int session() {
        return (int) number(6);
    }

    /** Device number of the controlling terminal, as stat(2) encodes it; 0 for none. */
    public long terminal() {
        return number(7) & 0xffffffffL;
    }

    /** The group in the foreground of the controlling terminal; -1 for none. */
    public int foregroundGroup() {
        return (int) number(8);
    }

    /** PF_ flags of linux/sched.h. */
    public int flags() {
        return (int) Long.parseUnsignedLong(text(9));
    }

    public int nice() {
        return (int) number(19);
    }

    /** In clock ticks after boot: with the pid it names a process for good. */
    public long startTime() {
        return number(22);
    }

    public long startCode() {
        return number(26);
    }

    public long endCode() {
        return number(27);
    }

    public long startStack() {
        return number(28);
    }

    /** SCHED_ policy of linux/sched.h. */
    public int policy() {
        return (int) number(41);
    }

    public long startData() {
        return number(45);
    }

    public long endData() {
        return number(46);
    }

    public long startBrk() {
        return number(47);
    }

    public long argStart() {
        return number(48);
    }

    public long argEnd() {
        return number(49);
    }

    public long envStart() {
        return number(50);
    }

    public long envEnd() {
        return number(51);
    }

    /** Wait status of a zombie. */
    public int exitCode() {
        return (int) number(52);
    }

    /** A field by its number in man 5 proc, from 3; unsigned where the kernel prints it so. */
    public long number(int field) {
        String text = text(field);
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    }

    private String text(int field) {
        return fields[field - FIRST_AFTER_NAME];
    }
}
