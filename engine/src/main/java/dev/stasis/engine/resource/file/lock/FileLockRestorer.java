package dev.stasis.engine.resource.file.lock;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Takes locks inside the process that had them. */
public final class FileLockRestorer {
    /** sizeof(struct flock): {s16 type, s16 whence, s64 start at 8, s64 length, s32 pid}. */
    private static final int FLOCK_BYTES = 32;

    private FileLockRestorer() {}

    /**
     * Queues the call. Requires: the process holds its descriptors.
     *
     * @param task a thread of the process
     */
    public static void restore(FileLock lock, RestoreTask task) {
        String subject = " on fd " + lock.descriptor();
        int type = lock.exclusive() ? Fcntl.F_WRLCK : Fcntl.F_RDLCK;
        switch (lock.kind()) {
            case POSIX -> record(lock, task, Fcntl.F_SETLK, "fcntl(F_SETLK)" + subject);
            case DESCRIPTION -> record(lock, task, Fcntl.F_OFD_SETLK, "fcntl(F_OFD_SETLK)" + subject);
            case FLOCK -> {
                int operation = (lock.exclusive() ? Fcntl.LOCK_EX : Fcntl.LOCK_SH) | Fcntl.LOCK_NB;
                task.add("flock" + subject, Nr.FLOCK, lock.descriptor(), operation);
            }
            case LEASE -> task.add("fcntl(F_SETLEASE)" + subject, Nr.FCNTL, lock.descriptor(), Fcntl.F_SETLEASE, type);
        }
    }

    private static void record(FileLock lock, RestoreTask task, int command, String what) {
        ByteBuffer flock = ByteBuffer.allocate(FLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        flock.putShort(0, (short) (lock.exclusive() ? Fcntl.F_WRLCK : Fcntl.F_RDLCK));
        flock.putLong(8, lock.start()).putLong(16, lock.length());
        long address = task.bytes(flock.array()).value();
        task.add(what, Nr.FCNTL, lock.descriptor(), command, address);
    }
}
