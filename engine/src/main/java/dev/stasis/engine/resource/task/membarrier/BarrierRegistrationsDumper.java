package dev.stasis.engine.resource.task.membarrier;

import dev.stasis.engine.kernel.abi.Membarrier;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Asks inside the leader. */
public final class BarrierRegistrationsDumper implements TaskDumper<BarrierRegistrations> {
    private static final int[] PRIVATE = {
        Membarrier.MEMBARRIER_CMD_PRIVATE_EXPEDITED,
        Membarrier.MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE,
        Membarrier.MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ
    };

    @Override
    public BarrierRegistrations dump(ThreadUnderDump thread) {
        Result known = thread.remote().call(Nr.MEMBARRIER, Membarrier.MEMBARRIER_CMD_GET_REGISTRATIONS, 0, 0);
        if (known.ok()) {
            return new BarrierRegistrations((int) known.raw());
        }
        int commands = 0;
        for (int barrier : PRIVATE) {
            if (thread.remote().call(Nr.MEMBARRIER, barrier, 0, 0).ok()) {
                // Each registration's bit is the next above that of its barrier.
                commands |= barrier << 1;
            }
        }
        return new BarrierRegistrations(commands);
    }
}
