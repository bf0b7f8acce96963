package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;

/** The leader sends them to its process. Requires: all threads block them. */
public final class ProcessSignalsRestorer implements TaskRestorer<ProcessSignals> {
    @Override
    public void restore(ProcessSignals value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        for (SignalInfo info : Blockable.of(value.queue(), thread)) {
            task.add(
                    "rt_sigqueueinfo of signal " + info.signal(),
                    Nr.RT_SIGQUEUEINFO,
                    thread.pid(),
                    info.signal(),
                    task.bytes(info.bytes()).value());
        }
    }
}
