package dev.stasis.engine.resource.task.pending;

import java.util.List;

/** Signals pending for one thread, in the order in which they came. */
public record ThreadSignals(List<SignalInfo> queue) {
    public ThreadSignals {
        queue = List.copyOf(queue);
    }
}
