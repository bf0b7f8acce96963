package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;

/**
 * An open file in memory.
 *
 * @param flags open file status flags without O_CLOEXEC
 * @param position in bytes
 */
public record MemFd(int flags, long position, FileOwner owner, MemFdInode inode) {
    public static final FileKind<MemFd> KIND =
            new FileKind<>("memfd", MemFd.class, new MemFdDumper(), new MemFdRestorer(), new MemFdImage());
}
