package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import java.util.Optional;

/**
 * An end of a pipe, or both in one when it was opened anew by /proc.
 *
 * @param pipe the pipe's inode; files with the same one are ends of the same pipe
 * @param flags open file status flags; the access mode says which end it is
 * @param content what is in the pipe; empty when nobody who was dumped can read it
 */
public record PipeEnd(int pipe, int flags, FileOwner owner, Optional<PipeContent> content) {
    public static final FileKind<PipeEnd> KIND =
            new FileKind<>("pipe", PipeEnd.class, new PipeEndDumper(), new PipeEndRestorer(), new PipeEndImage());

    /** O_RDONLY, O_WRONLY or O_RDWR. */
    int access() {
        return flags & Fcntl.O_ACCMODE;
    }

    boolean reads() {
        return access() != Fcntl.O_WRONLY;
    }

    boolean writes() {
        return access() != Fcntl.O_RDONLY;
    }

    boolean packets() {
        return (flags & Fcntl.O_DIRECT) != 0;
    }
}
