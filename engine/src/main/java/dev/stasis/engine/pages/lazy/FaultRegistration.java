package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;
import java.util.Collection;

/** Makes a task wait for the pages that some of its mappings lack: its userfaultfd, registered for them and taken out. */
public final class FaultRegistration {
    private FaultRegistration() {}

    /**
     * Registers the mappings.
     *
     * <p>Requires: they are at their final place, and all pages that they are to have at once are there. From then on
     * whoever touches a page that is missing waits for it.
     *
     * @param task it makes the calls itself, for a userfaultfd belongs to the memory of its maker
     * @return the descriptor, which the task has closed
     */
    public static Fd register(Linux linux, RestoreTask task, Collection<Mapping> mappings) {
        long inTask = task.call("userfaultfd", Nr.USERFAULTFD, Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK);
        StubMemory.Shared api = task.allocate(24);
        api.here().putLong(0, Userfaultfd.UFFD_API).putLong(8, FaultFeatures.EVENTS);
        task.add(
                "ioctl(UFFDIO_API)",
                Nr.IOCTL,
                inTask,
                Userfaultfd.UFFDIO_API,
                api.there().value());
        for (Mapping mapping : mappings) {
            StubMemory.Shared range = task.allocate(32);
            range.here().putLong(0, mapping.start()).putLong(8, mapping.length());
            range.here().putLong(16, Userfaultfd.UFFDIO_REGISTER_MODE_MISSING);
            task.add(
                    "ioctl(UFFDIO_REGISTER) of " + mapping.range(),
                    Nr.IOCTL,
                    inTask,
                    Userfaultfd.UFFDIO_REGISTER,
                    range.there().value());
        }
        task.run();
        Fd fd = fetch(linux, task, (int) inTask);
        task.call("close of the userfaultfd", Nr.CLOSE, inTask);
        return fd;
    }

    private static Fd fetch(Linux linux, RestoreTask task, int number) {
        String name = "process " + task.tid() + " being restored";
        try (Fd process = linux.files().adopt(linux.processes().pidfdOpen(task.tid(), 0), "pidfd_open", name)) {
            return linux.files()
                    .adopt(
                            linux.processes().pidfdGetfd(process.number(), number),
                            "pidfd_getfd of the userfaultfd",
                            name);
        }
    }
}
