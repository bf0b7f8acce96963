package dev.stasis.engine.dump;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.tree.FrozenProcess;

/** Borrows a copy of a target's descriptor and asks it what /proc does not tell. */
final class BorrowedFile {

    private BorrowedFile() {}

    /** The open file behind {@code descriptor}; close its copy. */
    static OpenFile open(Linux linux, FrozenProcess process, OwnedDescriptor descriptor) {
        String subject = "fd " + descriptor.number() + " of process " + descriptor.pid();
        Fd copy = linux.files()
                .adopt(
                        linux.processes().pidfdGetfd(process.pidfd().number(), descriptor.number()),
                        "pidfd_getfd",
                        subject);
        try {
            return new OpenFile(
                    descriptor.pid(),
                    descriptor.number(),
                    descriptor.link(),
                    FileStat.of(linux.files(), copy),
                    descriptor.info().statusFlags(),
                    descriptor.info().position(),
                    descriptor.info().mountId(),
                    descriptor.info().details(),
                    owner(linux, copy),
                    copy);
        } catch (RuntimeException failure) {
            copy.close();
            throw failure;
        }
    }

    /** A descriptor opened with O_PATH has no owner and answers EBADF. */
    private static FileOwner owner(Linux linux, Fd fd) {
        try (Arena arena = new Arena()) {
            Block owner = arena.allocate(8);
            Block users = arena.allocate(8);
            if (!linux.files().fcntl(fd, Fcntl.F_GETOWN_EX, owner.address()).ok()) {
                return FileOwner.NONE;
            }
            int signal =
                    (int) Math.max(0, linux.files().fcntl(fd, Fcntl.F_GETSIG, 0).raw());
            if (owner.getInt(4) == 0) {
                return new FileOwner(0, 0, signal, 0, 0);
            }
            linux.files().fcntl(fd, Fcntl.F_GETOWNER_UIDS, users.address());
            return new FileOwner(owner.getInt(0), owner.getInt(4), signal, users.getInt(0), users.getInt(4));
        }
    }
}
