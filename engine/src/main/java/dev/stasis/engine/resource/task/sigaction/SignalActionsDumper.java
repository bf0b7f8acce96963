package dev.stasis.engine.resource.task.sigaction;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import java.util.HashMap;
import java.util.Map;

/** Asks inside the leader, for those signals only that have more than the default. */
public final class SignalActionsDumper implements TaskDumper<SignalActions> {
    /** Bytes of the kernel's signal set. */
    static final int SET_BYTES = 8;

    @Override
    public SignalActions dump(ThreadUnderDump thread) {
        ProcessStatus status = thread.status();
        long changed = status.caught() | status.ignored() | 1L << (Signal.SIGCHLD - 1);
        Map<Integer, SignalAction> actions = new HashMap<>();
        for (int signal : SignalActions.signals()) {
            if ((changed & 1L << (signal - 1)) != 0) {
                actions.put(signal, ask(thread, signal));
            }
        }
        return new SignalActions(actions);
    }

    private static SignalAction ask(ThreadUnderDump thread, int signal) {
        thread.remote()
                .call(Nr.RT_SIGACTION, signal, 0, thread.scratch().at(0), SET_BYTES)
                .orThrow("rt_sigaction", "signal " + signal + " of process " + thread.pid());
        return SignalAction.read(thread.scratch().read(0, SignalAction.BYTES));
    }
}
