package dev.stasis.engine.resource.task.personality;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;

/** Reads /proc. */
public final class PersonalityDumper implements TaskDumper<Personality> {
    @Override
    public Personality dump(ThreadUnderDump thread) {
        return new Personality(
                domain(thread.pid()), ProcessStat.of(thread.pid()).flags());
    }

    static int domain(int pid) {
        return Integer.parseUnsignedInt(
                ProcFile.read("/proc/" + pid + "/personality").trim(), 16);
    }
}
