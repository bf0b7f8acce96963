package dev.stasis.engine.kernel.proc;

import java.util.Arrays;
import java.util.List;

/** /proc/PID/status and /proc/PID/task/TID/status (man 5 proc): lines of {@code Name:\tvalue}. */
public final class ProcessStatus {
    private final String text;

    private ProcessStatus(String text) {
        this.text = text;
    }

    /** Requires: the process exists, else {@link dev.stasis.engine.api.error.TaskGone}. */
    public static ProcessStatus of(int pid) {
        return parse(ProcFile.read("/proc/" + pid + "/status"));
    }

    public static ProcessStatus ofThread(int pid, int tid) {
        return parse(ProcFile.read("/proc/" + pid + "/task/" + tid + "/status"));
    }

    public static ProcessStatus parse(String text) {
        return new ProcessStatus("\n" + text);
    }

    /** A character a byte; line ends and backslashes are written as an escape, {@code \\n} and {@code \\\\}. */
    public String name() {
        return value("Name");
    }

    /** Signals with a handler; in this and all signal sets bit n-1 stands for signal n. */
    public long caught() {
        return hex("SigCgt");
    }

    public long ignored() {
        return hex("SigIgn");
    }

    public long blocked() {
        return hex("SigBlk");
    }

    /** Pending for the thread. */
    public long pending() {
        return hex("SigPnd");
    }

    /** Pending for the process. */
    public long sharedPending() {
        return hex("ShdPnd");
    }

    /** Real, effective, saved and file-system user, in the user namespace of the reader. */
    public List<Integer> users() {
        return numbers("Uid");
    }

    /** Real, effective, saved and file-system group. */
    public List<Integer> groups() {
        return numbers("Gid");
    }

    /** Supplementary groups, ascending. */
    public List<Integer> supplementaryGroups() {
        return numbers("Groups");
    }

    public long inheritable() {
        return hex("CapInh");
    }

    public long permitted() {
        return hex("CapPrm");
    }

    public long effective() {
        return hex("CapEff");
    }

    public long bounding() {
        return hex("CapBnd");
    }

    public long ambient() {
        return hex("CapAmb");
    }

    public boolean noNewPrivileges() {
        return number("NoNewPrivs") != 0;
    }

    /** SECCOMP_MODE_: 0 disabled, 1 strict, 2 filter. */
    public int seccompMode() {
        return (int) number("Seccomp");
    }

    /** Whether returns are checked against a user shadow stack (line of x86 since Linux 6.6). */
    public boolean shadowStack() {
        return Arrays.asList(value("x86_Thread_features").split(" ", -1)).contains("shstk");
    }

    /** Pid of the process that traces this one; 0 for none. */
    public int tracer() {
        return (int) number("TracerPid");
    }

    /** The process's id in each pid namespace, from the reader's to its own. */
    public List<Integer> namespacePids() {
        return numbers("NSpid");
    }

    /** Text of a line; empty when this kernel has no such line. */
    public String value(String name) {
        String start = "\n" + name + ":";
        int at = text.indexOf(start);
        if (at < 0) {
            return "";
        }
        int end = text.indexOf('\n', at + 1);
        return text.substring(at + start.length(), end < 0 ? text.length() : end)
                .trim();
    }

    private long number(String name) {
        String value = value(name);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    private long hex(String name) {
        String value = value(name);
        return value.isEmpty() ? 0 : Long.parseUnsignedLong(value, 16);
    }

    private List<Integer> numbers(String name) {
        String value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(value.split("\\s+", -1))
                .map(Integer::parseUnsignedInt)
                .toList();
    }
}
