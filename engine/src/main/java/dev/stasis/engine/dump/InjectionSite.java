package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.trace.RemoteMemory;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.tree.FrozenProcess;

/** Finds where calls can be injected into a process. */
final class InjectionSite {
    private static final String VDSO = "[vdso]";

    private InjectionSite() {}

    /** Requires: all threads of the process are stopped, and none runs under seccomp. */
    static RemoteProcess open(FrozenProcess process) {
        return RemoteProcess.open(process.leader().tracee(), process.leader().state(), find(process));
    }

    /** Where stubs go. */
    static StubSite find(FrozenProcess process) {
        RemoteMemory memory = process.leader().tracee().memory();
        for (String line : ProcFile.read("/proc/" + process.pid() + "/maps").split("\n", -1)) {
            if (line.endsWith(VDSO)) {
                int dash = line.indexOf('-');
                long start = Long.parseUnsignedLong(line.substring(0, dash), 16);
                long end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
                return StubSite.in(memory, process.pid(), start, end);
            }
        }
        throw new Unsupported("cannot dump process " + process.pid()
                + ": it has unmapped its vDSO, where system calls would be made from; it cannot be saved");
    }
}
