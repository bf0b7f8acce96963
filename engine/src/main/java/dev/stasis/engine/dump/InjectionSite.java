package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.trace.RemoteMemory;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.tree.FrozenProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds where calls can be injected into a process. */
final class InjectionSite {
    private static final String VDSO = "[vdso]";

    private InjectionSite() {}

    /** Requires: all threads of the process are stopped, and none runs under seccomp. */
    static RemoteProcess open(FrozenProcess process) {
        RemoteMemory memory = process.leader().tracee().memory();
        for (String line : maps(process.pid()).split("\n", -1)) {
            if (line.endsWith(VDSO)) {
                int dash = line.indexOf('-');
                long start = Long.parseUnsignedLong(line.substring(0, dash), 16);
                long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
                StubSite site = StubSite.in(memory, process.pid(), start, end);
                return RemoteProcess.open(
                        process.leader().tracee(), process.leader().state(), site);
            }
        }
        throw new Unsupported("cannot dump process " + process.pid()
                + ": it has unmapped its vDSO, where system calls would be made from; it cannot be saved");
    }

    private static String maps(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " has ended", gone);
        }
    }
}
