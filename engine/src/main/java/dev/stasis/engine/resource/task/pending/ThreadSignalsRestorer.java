package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;

/** The thread sends them to itself. Requires: it blocks them. */
public final class ThreadSignalsRestorer implements TaskRestorer<ThreadSignals> {
    @Override
    public void restore(ThreadSignals value, ThreadUnderRestore thread) {
        RestoreTask task = thread.task();
        for (SignalInfo info : Blockable.of(value.queue(), thread)) {
            task.add(
                    "rt_tgsigqueueinfo of signal " + info.signal(),
                    Nr.RT_TGSIGQUEUEINFO,
                    thread.pid(),
                    thread.tid(),
                    info.signal(),
                    task.bytes(info.bytes()).value());
        }
    }
}
