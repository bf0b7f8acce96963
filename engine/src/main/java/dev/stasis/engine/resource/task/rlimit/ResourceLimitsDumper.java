package dev.stasis.engine.resource.task.rlimit;

import dev.stasis.engine.kernel.proc.LimitTable;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Reads /proc. */
public final class ResourceLimitsDumper implements TaskDumper<ResourceLimits> {
    @Override
    public ResourceLimits dump(ThreadUnderDump thread) {
        return new ResourceLimits(LimitTable.of(thread.pid()));
    }
}
