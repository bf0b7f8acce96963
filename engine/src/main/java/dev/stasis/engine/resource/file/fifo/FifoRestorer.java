package dev.stasis.engine.resource.file.fifo;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.regular.RegularFile;
import dev.stasis.engine.resource.file.regular.RegularFiles;

final class FifoRestorer implements FileRestorer<Fifo> {
    @Override
    public Fd open(Fifo file, FileRestore restore) {
        RegularFile path = restore.record(file.file(), RegularFile.class);
        RestoredFifos.hold(file, path, restore);
        // Both ends are held: opening one of them does not wait for the other.
        Fd opened = RegularFiles.open(restore, path, path.flags() | Fcntl.O_NONBLOCK);
        try {
            FileState.setFlags(restore.linux(), opened, path.flags() & ~Fcntl.FASYNC);
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    @Override
    public void finish(Fifo file, Fd opened, Holder holder, FileRestore restore) {
        RegularFile path = restore.record(file.file(), RegularFile.class);
        FileState.finish(restore, opened, path.owner(), path.flags());
    }
}
