package dev.stasis.engine.resource.task.sigaction;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.trace.RemoteAddress;

/** Sets all but SIGTRAP's; that one by {@link #restoreTrap}, when no more traps are needed. */
public final class SignalActionsRestorer implements TaskRestorer<SignalActions> {
    @Override
    public void restore(SignalActions value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        for (int signal : SignalActions.signals()) {
            if (signal != Signal.SIGTRAP) {
                RemoteAddress action = task.bytes(value.of(signal).bytes());
                task.add(
                        "rt_sigaction of signal " + signal,
                        Nr.RT_SIGACTION,
                        signal,
                        action.value(),
                        0,
                        SignalActionsDumper.SET_BYTES);
            }
        }
    }

    /**
     * Sets SIGTRAP's own action. Requires: the stub's memory is still mapped; afterwards only {@link RestoreTask#callAt}
     * works on tasks that share these actions, for it needs no trap.
     *
     * @param task the leader
     * @param site of a {@code syscall} instruction
     */
    public static void restoreTrap(SignalActions value, RestoreTask task, RemoteAddress site) {
        RemoteAddress action = task.bytes(value.of(Signal.SIGTRAP).bytes());
        task.callAt(site, Nr.RT_SIGACTION, Signal.SIGTRAP, action.value(), 0, SignalActionsDumper.SET_BYTES)
                .orThrow("rt_sigaction", "SIGTRAP of task " + task.tid() + " being restored");
    }
}
