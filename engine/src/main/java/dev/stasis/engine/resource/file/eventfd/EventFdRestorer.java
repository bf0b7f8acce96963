package dev.stasis.engine.resource.file.eventfd;

import dev.stasis.engine.kernel.abi.Eventfd;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;

final class EventFdRestorer implements FileRestorer<EventFd> {
    /** The kernel itself may count one further, to 2^64-1; write(2) may not. */
    private static final long LARGEST = -2L;

    @Override
    public Fd open(EventFd file, FileRestore restore) {
        Linux linux = restore.linux();
        int flags = Eventfd.EFD_CLOEXEC | (file.semaphore() ? Eventfd.EFD_SEMAPHORE : 0);
        Fd eventfd = linux.files().adopt(new Result(linux.raw().call(Nr.EVENTFD2, 0, flags)), "eventfd2", "");
        return eventfd.madeWhole(fresh -> {
            // The initial value of eventfd2 has 32 bits only.
            if (file.counter() != 0) {
                add(linux, fresh, file.counter() == -1 ? LARGEST : file.counter());
            }
            FileState.setFlags(linux, fresh, file.flags());
        });
    }

    private static void add(Linux linux, Fd eventfd, long count) {
        try (Arena arena = new Arena()) {
            linux.files()
                    .write(eventfd, arena.allocate(Long.BYTES).putLong(0, count))
                    .orThrow("write", "a new eventfd, of counter " + Long.toUnsignedString(count));
        }
    }

    @Override
    public void finish(EventFd file, Fd opened, Holder holder, FileRestore restore) {
        FileState.setOwner(restore, opened, file.owner());
    }
}
