package dev.stasis.engine.resource.task.membarrier;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Registers again inside the leader. */
public final class BarrierRegistrationsRestorer implements TaskRestorer<BarrierRegistrations> {
    @Override
    public void restore(BarrierRegistrations value, ThreadUnderRestore thread) {
        for (int left = value.commands(); left != 0; left &= left - 1) {
            int command = Integer.lowestOneBit(left);
            thread.task().add("membarrier registration " + command, Nr.MEMBARRIER, command, 0, 0);
        }
    }
}
