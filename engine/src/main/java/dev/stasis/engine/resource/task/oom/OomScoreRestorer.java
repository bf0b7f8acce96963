package dev.stasis.engine.resource.task.oom;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Writes /proc where it differs from what the process inherited. */
public final class OomScoreRestorer implements TaskRestorer<OomScore> {
    @Override
    public void restore(OomScore value, ThreadUnderRestore thread) {
        value.adjustment().ifPresent(wanted -> {
            int present = OomScoreDumper.read(thread.pid());
            if (wanted != present) {
                ProcFile.tryWrite("/proc/" + thread.pid() + "/oom_score_adj", Integer.toString(wanted))
                        .ifPresent(why -> thread.log()
                                .warn("oom_score_adj of task " + thread.pid() + " stays " + present + " instead of "
                                        + wanted + ": " + why + "; lowering it needs CAP_SYS_RESOURCE"));
            }
        });
    }
}
