package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Whether the ids that a tree needs are free. */
final class Pids {
    private Pids() {}

    /** How long a process that has ended, most likely by the dump before, may take to be reaped by its parent. */
    private static final long PATIENCE = 5_000_000_000L;

    private static final long PAUSE = 2_000_000L;

    /** Requires nothing; a free id may be taken the next moment, which the kernel then tells. */
    static void requireFree(int id) {
        long deadline = System.nanoTime() + PATIENCE;
        while (Files.exists(Path.of("/proc/" + id))) {
            boolean ended = ProcessStat.find(id).map(ProcessStat::dead).orElse(true);
            if (!ended || System.nanoTime() > deadline) {
                throw inUse(id);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    static Unsupported inUse(int id) {
        return new Unsupported("cannot restore task " + id + ": the id is in use by " + name(id)
                + "; end that first, or restore in a pid namespace of its own");
    }

    private static String name(int id) {
        return ProcFile.tryRead("/proc/" + id + "/comm")
                .map(comm -> "\"" + comm.strip() + "\"")
                .orElse("a process group or session, or by a task that is just ending");
    }
}
