package dev.stasis.engine.resource.task.subreaper;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets it inside the leader; no new process has it. */
public final class SubreaperRestorer implements TaskRestorer<Subreaper> {
    @Override
    public void restore(Subreaper value, ThreadUnderRestore thread) {
        if (value.adopts()) {
            thread.task().add("prctl(PR_SET_CHILD_SUBREAPER)", Nr.PRCTL, Prctl.PR_SET_CHILD_SUBREAPER, 1);
        }
    }
}
