package dev.stasis.engine.resource.task.credentials;

import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.resource.task.credentials.Credentials.Capabilities;
import dev.stasis.engine.resource.task.credentials.Credentials.Ids;

/** Reads /proc, and asks inside the thread for the securebits. */
public final class CredentialsDumper implements TaskDumper<Credentials> {
    @Override
    public Credentials dump(ThreadUnderDump thread) {
        return of(thread.status(), thread.answers().securebits());
    }

    static Credentials read(int pid, int tid, int securebits) {
        return of(ProcessStatus.ofThread(pid, tid), securebits);
    }

    private static Credentials of(ProcessStatus status, int securebits) {
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
