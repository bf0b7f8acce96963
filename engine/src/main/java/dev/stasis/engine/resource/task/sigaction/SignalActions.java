package dev.stasis.engine.resource.task.sigaction;

import dev.stasis.engine.kernel.abi.Signal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The actions of a process that are not the default; of SIGKILL and SIGSTOP there is none. */
public record SignalActions(Map<Integer, SignalAction> set) {
    public SignalActions {
        TreeMap<Integer, SignalAction> sorted = new TreeMap<>(set);
        sorted.values().removeIf(SignalAction.DEFAULT::equals);
        set = Collections.unmodifiableSortedMap(sorted);
    }

    /** The action on a signal. */
    public SignalAction of(int signal) {
        return set.getOrDefault(signal, SignalAction.DEFAULT);
    }

    /** Numbers of all signals whose action can be changed, ascending: 62. */
    public static List<Integer> signals() {
        return java.util.stream.IntStream.rangeClosed(1, Signal.MAX)
                .filter(signal -> signal != Signal.SIGKILL && signal != Signal.SIGSTOP)
                .boxed()
                .toList();
    }
}
