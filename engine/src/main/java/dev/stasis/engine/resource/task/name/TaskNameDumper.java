package dev.stasis.engine.resource.task.name;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Reads comm. */
public final class TaskNameDumper implements TaskDumper<TaskName> {
    @Override
    public TaskName dump(ThreadUnderDump thread) {
        String line = ProcFile.read("/proc/" + thread.pid() + "/task/" + thread.tid() + "/comm");
        return new TaskName(line.substring(0, line.length() - 1));
    }
}
