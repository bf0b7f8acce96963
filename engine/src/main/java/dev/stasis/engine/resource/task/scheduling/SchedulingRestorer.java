package dev.stasis.engine.resource.task.scheduling;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Resource;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sets inside the thread what differs. */
public final class SchedulingRestorer implements TaskRestorer<Scheduling> {
    @Override
    public void restore(Scheduling value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        Scheduling present = SchedulingDumper.read(task.tracee().linux(), thread.tid());
        if (value.policy() != present.policy() || value.priority() != present.priority()) {
            byte[] parameter = ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(value.priority())
                    .array();
            long address = task.bytes(parameter).value();
            check(thread, "policy " + value.policy(), task.tryCall(Nr.SCHED_SETSCHEDULER, 0, value.policy(), address));
        }
        if (value.nice() != present.nice()) {
            check(
                    thread,
                    "nice value " + value.nice(),
                    task.tryCall(Nr.SETPRIORITY, Resource.PRIO_PROCESS, 0, value.nice()));
        }
    }

    private static void check(ThreadUnderRestore thread, String what, Result result) {
        if (!result.ok()) {
            thread.log()
                    .warn("task " + thread.tid() + " does not get its scheduling " + what + " back: "
                            + Errno.describe(result.errno()) + "; it needs CAP_SYS_NICE");
        }
    }
}
