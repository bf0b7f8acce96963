package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.engine.trace.MemoryCopy;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;

/**
 * The zombie of a memory copy whose original has executed another program meanwhile: nobody waits for it there. The new
 * program is stopped once more, and made to.
 */
final class CopyRemains {
    private static final int SECONDS = 5;

    private CopyRemains() {}

    /** Never fails: a zombie is no reason to lose a set that is complete. */
    static void reap(Linux linux, MemoryCopy copy, Log log) {
        try (FrozenTree tree = TreeFreezer.freeze(linux, copy.original(), SECONDS)) {
            FrozenProcess original = tree.root();
            SeccompRule.check(original);
            try (RemoteProcess remote = InjectionSite.open(original)) {
                long got = remote.leader()
                        .call(Nr.WAIT4, copy.pid(), 0, ProcessCalls.WALL | ProcessCalls.WNOHANG, 0)
                        .orThrow("wait4", original.leader().tracee().toString());
                log.debug(
                        "process " + original.pid() + " has executed another program meanwhile; it has reaped " + got);
            }
        } catch (RuntimeException failure) {
            log.warn("process " + copy.original() + " has executed another program while its memory was saved; process "
                    + copy.pid() + " stays in it as a zombie until it ends: " + failure.getMessage());
        }
    }
}
