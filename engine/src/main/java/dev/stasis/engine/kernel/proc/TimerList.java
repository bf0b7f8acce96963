package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.kernel.abi.Signal;
import java.util.ArrayList;
import java.util.List;

/** /proc/PID/timers (man 5 proc_pid_timers, CONFIG_CHECKPOINT_RESTORE): what the POSIX timers of a process are. */
public final class TimerList {
    private TimerList() {}

    /**
     * A timer, without its times.
     *
     * @param id the kernel's, unlike libc's timer_t
     * @param signal number that it sends
     * @param value the word that the signal carries
     * @param way SIGEV_ constant
     * @param target who is notified: thread id with SIGEV_THREAD_ID, else process id
     * @param clock CLOCK_ constant, or a negative number made from a pid
     */
    public record Timer(int id, int signal, long value, int way, int target, int clock) {}

    /** Requires: the process exists. In the kernel's order, the newest first. */
    public static List<Timer> of(int pid) {
        return parse(ProcFile.read("/proc/" + pid + "/timers"));
    }

    public static List<Timer> parse(String text) {
        List<Timer> timers = new ArrayList<>();
        int id = 0;
        String signal = "";
        String notify = "";
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            String value = colon < 0 ? "" : line.substring(colon + 2).trim();
            switch (colon < 0 ? "" : line.substring(0, colon)) {
                case "ID" -> id = Integer.parseInt(value);
                case "signal" -> signal = value;
                case "notify" -> notify = value;
                case "ClockID" -> timers.add(timer(id, signal, notify, Integer.parseInt(value)));
                default -> {
                    // A line of a later kernel, or the end of the text.
                }
            }
        }
        return timers;
    }

    /** {@code signal} is "12/0000000000001234", {@code notify} "signal/pid.42" or "signal/tid.43". */
    private static Timer timer(int id, String signal, String notify, int clock) {
        int slash = signal.indexOf('/');
        int number = Integer.parseInt(signal.substring(0, slash));
        long value = Long.parseUnsignedLong(signal.substring(slash + 1), 16);
        int way = switch (notify.substring(0, notify.indexOf('/'))) {
            case "none" -> Signal.SIGEV_NONE;
            case "thread" -> Signal.SIGEV_THREAD;
            default -> Signal.SIGEV_SIGNAL;
        };
        boolean thread = notify.contains("/tid.");
        int target = Integer.parseInt(notify.substring(notify.indexOf('.') + 1));
        return new Timer(id, number, value, way | (thread ? Signal.SIGEV_THREAD_ID : 0), target, clock);
    }
}
