package dev.stasis.engine.resource.task.oom;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import java.util.OptionalInt;

/** Reads /proc. */
public final class OomScoreDumper implements TaskDumper<OomScore> {
    @Override
    public OomScore dump(ThreadUnderDump thread) {
        return new OomScore(OptionalInt.of(read(thread.pid())));
    }

    static int read(int pid) {
        return Integer.parseInt(ProcFile.read("/proc/" + pid + "/oom_score_adj").trim());
    }
}
