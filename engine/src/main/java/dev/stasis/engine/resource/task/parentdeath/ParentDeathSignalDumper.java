package dev.stasis.engine.resource.task.parentdeath;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Asks inside the thread. */
public final class ParentDeathSignalDumper implements TaskDumper<ParentDeathSignal> {
    @Override
    public ParentDeathSignal dump(ThreadUnderDump thread) {
        thread.remote()
                .call(Nr.PRCTL, Prctl.PR_GET_PDEATHSIG, thread.scratch().at(0))
                .orThrow("prctl(PR_GET_PDEATHSIG)", thread.thread().tracee().toString());
        return new ParentDeathSignal(thread.scratch().read(0, Integer.BYTES).getInt());
    }
}
