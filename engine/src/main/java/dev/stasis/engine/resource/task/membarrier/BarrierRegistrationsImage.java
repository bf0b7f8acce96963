package dev.stasis.engine.resource.task.membarrier;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;

/** {@code tc.membarrier_registration_mask}, absent for none. */
public final class BarrierRegistrationsImage implements TaskImage<BarrierRegistrations> {
    @Override
    public void write(BarrierRegistrations value, CoreEntry.Builder core) {
        if (value.commands() != 0) {
            core.getTcBuilder().setMembarrierRegistrationMask(value.commands());
        }
    }

    @Override
    public BarrierRegistrations read(CoreEntry core) {
        return new BarrierRegistrations(core.getTc().getMembarrierRegistrationMask());
    }
}
