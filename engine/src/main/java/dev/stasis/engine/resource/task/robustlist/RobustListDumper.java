package dev.stasis.engine.resource.task.robustlist;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.Tracee;

/** Asks from outside. */
public final class RobustListDumper implements TaskDumper<RobustList> {
    private static final int ENOSYS = 38;

    @Override
    public RobustList dump(ThreadUnderDump thread) {
        Tracee tracee = thread.thread().tracee();
        try (Arena arena = new Arena()) {
            Block answer = arena.allocate(2 * Long.BYTES);
            Result result = new Result(tracee.linux()
                    .raw()
                    .call(Nr.GET_ROBUST_LIST, thread.tid(), answer.address(), answer.address() + Long.BYTES));
            if (result.failedWith(ENOSYS)) {
                return new RobustList(new RemoteAddress(0), 0);
            }
            result.orThrow("get_robust_list", tracee.toString());
            return new RobustList(new RemoteAddress(answer.getLong(0)), (int) answer.getLong(Long.BYTES));
        }
    }
}
