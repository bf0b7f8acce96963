package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.Descriptor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fills the descriptor table of a task with copies of this process's descriptors, in one batch: pidfd_getfd(2) gives the
 * lowest free number, which is known beforehand, for the table starts out empty.
 */
final class DescriptorTable {
    private static final int SETFD = 2;
    private static final int CLOEXEC = 0x80000;

    private final RestoreTask task;
    private final int own;

    /** Requires: the task has no descriptor open. */
    DescriptorTable(RestoreTask task, int ownPid) {
        this.task = task;
        this.own = ownPid;
    }

    /**
     * Puts all descriptors in place.
     *
     * @param wanted by ascending number
     */
    void fill(List<Descriptor> wanted, RestoredFiles files) {
        if (wanted.isEmpty()) {
            return;
        }
        int source = wanted.get(wanted.size() - 1).number() + 1;
        task.call("pidfd_open of the restorer", Nr.PIDFD_OPEN, own, 0);
        task.add("dup3 to " + source, Nr.DUP3, 0, source, CLOEXEC);
        task.add("close", Nr.CLOSE, 0);
        Set<Integer> taken = new HashSet<>();
        int lowest = 0;
        for (Descriptor descriptor : wanted) {
            while (taken.contains(lowest)) {
                lowest++;
            }
            Fd open = files.open(descriptor.fileId());
            task.add("pidfd_getfd for fd " + descriptor.number(), Nr.PIDFD_GETFD, source, open.number(), 0);
            place(lowest, descriptor);
            taken.add(descriptor.number());
        }
        task.add("close", Nr.CLOSE, source);
        task.run();
    }

    private void place(int got, Descriptor descriptor) {
        int number = descriptor.number();
        if (got == number) {
            if (!descriptor.closeOnExec()) {
                task.add("fcntl(F_SETFD) on fd " + number, Nr.FCNTL, number, SETFD, 0);
            }
        } else {
            task.add("dup3 to fd " + number, Nr.DUP3, got, number, descriptor.closeOnExec() ? CLOEXEC : 0);
            task.add("close", Nr.CLOSE, got);
        }
    }
}
