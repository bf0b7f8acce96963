package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;

/** A descriptor of this process, lent to a task under construction for a few calls. */
public final class BorrowedFile implements AutoCloseable {
    private final RestoreTask task;
    private final long number;

    private BorrowedFile(RestoreTask task, long number) {
        this.task = task;
        this.number = number;
    }

    /** Copies {@code file} into the task, at any free number. */
    public static BorrowedFile in(RestoreTask task, Linux linux, Fd file) {
        long pidfd = task.call(
                "pidfd_open of the restorer", Nr.PIDFD_OPEN, linux.processes().ownPid(), 0);
        long number = task.call("pidfd_getfd", Nr.PIDFD_GETFD, pidfd, file.number(), 0);
        task.add("close", Nr.CLOSE, pidfd);
        return new BorrowedFile(task, number);
    }

    /** Its number in the task. */
    public int number() {
        return (int) number;
    }

    /** Queues its closing. */
    @Override
    public void close() {
        task.add("close", Nr.CLOSE, number);
        task.run();
    }
}
