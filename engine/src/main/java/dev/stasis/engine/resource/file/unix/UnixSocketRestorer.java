package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;

/** Sockets are made one by one or in pairs; what connects and fills them is done for all when all are there. */
final class UnixSocketRestorer implements FileRestorer<UnixSocket> {
    @Override
    public Fd open(UnixSocket socket, FileRestore restore) {
        return network(restore).open(socket);
    }

    @Override
    public void finish(UnixSocket socket, Fd opened, Holder holder, FileRestore restore) {
        network(restore).complete();
        FileState.setOwner(restore, opened, socket.owner());
    }

    private static UnixNetwork network(FileRestore restore) {
        return restore.shared(UnixNetwork.class, () -> new UnixNetwork(restore));
    }
}
