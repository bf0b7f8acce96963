package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.IdentityHashMap;

/** Descriptors of this process, lent to a task under construction for a few calls. */
public final class LentFiles implements AutoCloseable {
    private final RestoreTask task;
    private final long pidfd;
    private final IdentityHashMap<Fd, Long> numbers = new IdentityHashMap<>();

    public LentFiles(RestoreTask task, Linux linux) {
        this.task = task;
        this.pidfd = task.call(
                "pidfd_open of the restorer", Nr.PIDFD_OPEN, linux.processes().ownPid(), 0);
    }

    /** The number of {@code file} in the task. Requires: it stays open until this is closed. */
    public int number(Fd file) {
        return numbers.computeIfAbsent(
                        file, fd -> task.call("pidfd_getfd of " + fd, Nr.PIDFD_GETFD, pidfd, fd.number(), 0))
                .intValue();
    }

    /** Closes all in the task. */
    @Override
    public void close() {
        numbers.values().forEach(number -> task.add("close", Nr.CLOSE, number));
        task.add("close", Nr.CLOSE, pidfd);
        task.run();
        numbers.clear();
    }
}
