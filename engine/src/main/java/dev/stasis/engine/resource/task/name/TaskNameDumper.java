package dev.stasis.engine.resource.task.name;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Takes the name from status, which is read anyway; comm is asked where status cannot be trusted to the letter. */
public final class TaskNameDumper implements TaskDumper<TaskName> {
    @Override
    public TaskName dump(ThreadUnderDump thread) {
        String name = thread.status().name();
        return new TaskName(plain(name) ? name : comm(thread));
    }

    /** Status escapes, and its parser trims: what has only such characters is the same there. */
    private static boolean plain(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    private static String comm(ThreadUnderDump thread) {
        String line = ProcFile.read("/proc/" + thread.pid() + "/task/" + thread.tid() + "/comm");
        return line.substring(0, line.length() - 1);
    }
}
