package dev.stasis.engine.resource.task.dumpable;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;

/** Sets PR_SET_DUMPABLE after the credentials, in the step {@code AFTER_CREDENTIALS}. */
public final class Dumpable {
    private static final int ROOT_ONLY = 2;

    private Dumpable() {}

    /** Requires: {@code thread} leads, and has its final credentials. */
    public static void restore(int dumpable, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        long present = task.call("prctl(PR_GET_DUMPABLE)", Nr.PRCTL, Prctl.PR_GET_DUMPABLE);
        if (present == dumpable) {
            return;
        }
        // 2 cannot be asked for; 0 forbids more than it and is the nearest.
        int possible = dumpable == ROOT_ONLY ? 0 : dumpable;
        task.add("prctl(PR_SET_DUMPABLE)", Nr.PRCTL, Prctl.PR_SET_DUMPABLE, possible);
    }
}
