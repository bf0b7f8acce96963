package dev.stasis.engine.resource.task.subreaper;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Asks inside the leader. */
public final class SubreaperDumper implements TaskDumper<Subreaper> {
    @Override
    public Subreaper dump(ThreadUnderDump thread) {
        thread.remote()
                .call(Nr.PRCTL, Prctl.PR_GET_CHILD_SUBREAPER, thread.scratch().at(0))
                .orThrow("prctl(PR_GET_CHILD_SUBREAPER)", "process " + thread.pid());
        return new Subreaper(thread.scratch().read(0, Integer.BYTES).getInt() != 0);
    }
}
