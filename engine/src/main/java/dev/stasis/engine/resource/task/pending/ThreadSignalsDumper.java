package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Looks into the queue by ptrace, taking nothing out. */
public final class ThreadSignalsDumper implements TaskDumper<ThreadSignals> {
    @Override
    public ThreadSignals dump(ThreadUnderDump thread) {
        return new ThreadSignals(thread.thread().tracee().pendingSignals(false).stream()
                .map(SignalInfo::of)
                .toList());
    }
}
