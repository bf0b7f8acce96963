package dev.stasis.engine.resource.task.tidaddress;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.RemoteAddress;

/** Asks inside the thread. */
public final class TidAddressDumper implements TaskDumper<TidAddress> {
    @Override
    public TidAddress dump(ThreadUnderDump thread) {
        thread.remote()
                .call(Nr.PRCTL, Prctl.PR_GET_TID_ADDRESS, thread.scratch().at(0))
                .orThrow("prctl(PR_GET_TID_ADDRESS)", thread.thread().tracee().toString());
        return new TidAddress(
                new RemoteAddress(thread.scratch().read(0, Long.BYTES).getLong()));
    }
}
