package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.trace.RemoteSyscalls;
import java.util.List;

/** Tells the log which attributes of memory images have no place for: the program goes on without them after a restore. */
final class LostAttributes {
    private LostAttributes() {}

    static void warn(List<MemoryArea> areas, RemoteSyscalls inside, int pid, Log log) {
        long named = areas.stream()
                .filter(area -> area.name().startsWith("[anon:") || area.name().startsWith("[anon_shmem:"))
                .count();
        if (named > 0) {
            lost(log, pid, "the names of " + named + " areas of its memory (PR_SET_VMA_ANON_NAME)");
        }
        long sealed = areas.stream().filter(area -> area.has("sl")).count();
        if (sealed > 0) {
            lost(log, pid, "the seals of " + sealed + " areas of its memory (mseal)");
        }
        Result denied = inside.call(Nr.PRCTL, Prctl.PR_GET_MDWE, 0, 0, 0, 0);
        if (denied.ok() && denied.raw() != 0) {
            lost(log, pid, "that its memory may never become executable (PR_SET_MDWE)");
        }
    }

    private static void lost(Log log, int pid, String what) {
        log.warn("process " + pid + " has what images cannot keep: " + what);
    }
}
