package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Looks into the queue by ptrace, taking nothing out. */
public final class ProcessSignalsDumper implements TaskDumper<ProcessSignals> {
    @Override
    public ProcessSignals dump(ThreadUnderDump thread) {
        return new ProcessSignals(thread.thread().tracee().pendingSignals(true).stream()
                .map(SignalInfo::of)
                .toList());
    }
}
