package dev.stasis.engine.resource.task.parentdeath;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets it inside the thread. The seed's own, which ends it with its starter, is not inherited by what is cloned from it. */
public final class ParentDeathSignalRestorer implements TaskRestorer<ParentDeathSignal> {
    @Override
    public void restore(ParentDeathSignal value, ThreadUnderRestore thread) {
        if (value.signal() != 0) {
            thread.task().add("prctl(PR_SET_PDEATHSIG)", Nr.PRCTL, Prctl.PR_SET_PDEATHSIG, value.signal());
        }
    }
}
