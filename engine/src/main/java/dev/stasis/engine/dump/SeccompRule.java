package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Seccomp;
import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;

/** No system call may be made inside a thread whose filters might kill it for that. */
final class SeccompRule {
    private SeccompRule() {}

    static void check(FrozenProcess process) {
        for (FrozenThread thread : process.threads()) {
            ProcessStatus status = ProcessStatus.ofThread(process.pid(), thread.tid());
            if (status.seccompMode() != Seccomp.SECCOMP_MODE_DISABLED) {
                throw new Unsupported("cannot dump process " + process.pid() + ": its thread " + thread.tid()
                        + " runs under seccomp, which cannot be saved yet; start the program without it");
            }
        }
    }
}
