package dev.stasis.engine.resource.task.credentials;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.resource.task.credentials.Credentials.Capabilities;
import dev.stasis.engine.resource.task.credentials.Credentials.Ids;

/** Reads /proc, and asks inside the thread for the securebits. */
public final class CredentialsDumper implements TaskDumper<Credentials> {
    @Override
    public Credentials dump(ThreadUnderDump thread) {
        long securebits = thread.remote()
                .call(Nr.PRCTL, Prctl.PR_GET_SECUREBITS)
                .orThrow("prctl(PR_GET_SECUREBITS)", thread.thread().tracee().toString());
        return read(thread.pid(), thread.tid(), (int) securebits);
    }

    static Credentials read(int pid, int tid, int securebits) {
        ProcessStatus status = ProcessStatus.ofThread(pid, tid);
        Capabilities capabilities = new Capabilities(
                status.inheritable(), status.permitted(), status.effective(), status.bounding(), status.ambient());
        return new Credentials(
                Ids.of(status.users()),
                Ids.of(status.groups()),
                status.supplementaryGroups(),
                capabilities,
                securebits,
                status.noNewPrivileges());
    }
}
