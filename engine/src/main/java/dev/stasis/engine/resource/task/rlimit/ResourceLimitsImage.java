package dev.stasis.engine.resource.task.rlimit;

import dev.stasis.engine.kernel.proc.LimitTable.Limit;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.RlimitEntry;
import dev.stasis.image.proto.TaskRlimitsEntry;

/** {@code tc.rlimits}: 16 entries by number; all ones for no limit, as in the kernel. */
public final class ResourceLimitsImage implements TaskImage<ResourceLimits> {
    @Override
    public void write(ResourceLimits value, CoreEntry.Builder core) {
        TaskRlimitsEntry.Builder entry = core.getTcBuilder().getRlimitsBuilder();
        for (Limit limit : value.limits()) {
            entry.addRlimits(RlimitEntry.newBuilder().setCur(limit.soft()).setMax(limit.hard()));
        }
    }

    @Override
    public ResourceLimits read(CoreEntry core) {
        return new ResourceLimits(core.getTc().getRlimits().getRlimitsList().stream()
                .map(entry -> new Limit(entry.getCur(), entry.getMax()))
                .toList());
    }
}
