package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import java.util.OptionalInt;

/**
 * An open terminal.
 *
 * @param flags open file status flags without O_CLOEXEC
 * @param path id of the file record with its path; empty for external terminals
 */
public record TtyFile(int flags, FileOwner owner, OptionalInt path, Terminal terminal) {
    public static final FileKind<TtyFile> KIND =
            new FileKind<>("tty", TtyFile.class, new TtyFileDumper(), new TtyFileRestorer(), new TtyFileImage());
}
