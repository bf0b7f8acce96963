package dev.stasis.engine.resource.task.parentdeath;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Asks inside the thread. */
public final class ParentDeathSignalDumper implements TaskDumper<ParentDeathSignal> {
    @Override
    public ParentDeathSignal dump(ThreadUnderDump thread) {
        return new ParentDeathSignal(thread.answers().parentDeathSignal());
    }
}
