package dev.stasis.engine.resource.task.rlimit;

import dev.stasis.engine.kernel.proc.LimitTable.Limit;
import java.util.List;

/** Soft and hard limit by RLIMIT_ number; those that a list does not reach stay as they are. */
public record ResourceLimits(List<Limit> limits) {
    public ResourceLimits {
        limits = List.copyOf(limits);
    }
}
