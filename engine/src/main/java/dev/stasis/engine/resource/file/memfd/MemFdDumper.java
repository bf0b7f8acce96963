package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;

final class MemFdDumper implements FileDumper<MemFd> {
    @Override
    public boolean recognises(OpenFile file) {
        return MemFds.isOne(file.link());
    }

    @Override
    public MemFd dump(OpenFile file, FileDump dump) {
        String way = "/proc/self/fd/" + file.copy().number();
        MemFdInode inode = MemFds.inode(dump, file.link(), way, file.stat(), file.describe());
        return new MemFd(file.flags(), file.position(), file.owner(), inode);
    }
}
