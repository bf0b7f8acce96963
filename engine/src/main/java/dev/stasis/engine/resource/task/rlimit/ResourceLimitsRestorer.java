package dev.stasis.engine.resource.task.rlimit;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.LimitTable;
import dev.stasis.engine.kernel.proc.LimitTable.Limit;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Sets inside the leader those that differ. */
public final class ResourceLimitsRestorer implements TaskRestorer<ResourceLimits> {
    @Override
    public void restore(ResourceLimits value, ThreadUnderRestore thread) {
        List<Limit> present = LimitTable.of(thread.pid());
        for (int resource = 0; resource < value.limits().size(); resource++) {
            Limit wanted = value.limits().get(resource);
            if (resource >= present.size() || !wanted.equals(present.get(resource))) {
                set(thread, resource, wanted, resource < present.size() ? present.get(resource) : wanted);
            }
        }
    }

    private static void set(ThreadUnderRestore thread, int resource, Limit wanted, Limit present) {
        Result result = call(thread.task(), resource, wanted);
        if (result.failedWith(Errno.EPERM)) {
            Limit possible = new Limit(lower(wanted.soft(), present.hard()), lower(wanted.hard(), present.hard()));
            thread.log()
                    .warn("limit " + resource + " of task " + thread.tid() + " was " + text(wanted.hard())
                            + ", which only CAP_SYS_RESOURCE may grant; it is " + text(possible.hard()) + " now");
            result = call(thread.task(), resource, possible);
        }
        result.orThrow("prlimit of resource " + resource, "task " + thread.tid() + " being restored");
    }

    private static Result call(RestoreTask task, int resource, Limit limit) {
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(limit.soft())
                .putLong(limit.hard())
                .array();
        return task.tryCall(Nr.PRLIMIT64, 0, resource, task.bytes(bytes).value(), 0);
    }

    private static long lower(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? a : b;
    }

    private static String text(long limit) {
        return limit == LimitTable.UNLIMITED ? "unlimited" : Long.toUnsignedString(limit);
    }
}
