package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;

final class MemFdRestorer implements FileRestorer<MemFd> {
    @Override
    public Fd open(MemFd file, FileRestore restore) {
        String way = RestoredMemFds.way(file.inode(), restore);
        Fd opened = restore.linux().files().open(way, file.flags() & ~Fcntl.FASYNC, 0);
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

    @Override
    public void finish(MemFd file, Fd opened, Holder holder, FileRestore restore) {
        FileState.finish(restore.linux(), opened, file.owner(), file.flags());
    }
}
