package dev.stasis.engine.resource.task.pending;

import java.util.List;

/** Signals pending for a process, for whichever of its threads takes them, in the order in which they came. */
public record ProcessSignals(List<SignalInfo> queue) {
    public ProcessSignals {
        queue = List.copyOf(queue);
    }
}
