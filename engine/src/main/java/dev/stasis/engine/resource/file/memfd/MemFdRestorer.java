package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import java.util.Optional;

final class MemFdRestorer implements FileRestorer<MemFd> {
    @Override
    public Fd open(MemFd file, FileRestore restore) {
        Fd opened = description(file, restore);
        try {
            if ((file.flags() & Fcntl.O_PATH) == 0) {
                restore.linux()
                        .files()
                        .lseek(opened, file.position(), Fcntl.SEEK_SET)
                        .orThrow(
                                "lseek to " + file.position(),
                                "memfd " + file.inode().name());
            }
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    private static Fd description(MemFd file, FileRestore restore) {
        int flags = file.flags() & ~Fcntl.FASYNC;
        boolean writes = (flags & (Fcntl.O_ACCMODE | Fcntl.O_PATH)) == Fcntl.O_RDWR;
        Optional<Fd> original = writes ? RestoredMemFds.original(file.inode(), restore) : Optional.empty();
        if (original.isPresent()) {
            FileState.setFlags(restore.linux(), original.get(), flags);
            return original.get();
        }
        return restore.linux().files().open(RestoredMemFds.way(file.inode(), restore), flags, 0);
    }

    @Override
    public void finish(MemFd file, Fd opened, Holder holder, FileRestore restore) {
        FileState.finish(restore, opened, file.owner(), file.flags());
    }
}
