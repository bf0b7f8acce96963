package dev.stasis.engine.resource.file.fifo;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.pipe.PipeContent;
import java.util.Optional;

/**
 * An open FIFO.
 *
 * @param pipe its inode; files with the same one share what is in it
 * @param file id of the file record with its path, flags and owner
 * @param content what is in it; empty when nobody who was dumped can read it
 */
public record Fifo(int pipe, int file, Optional<PipeContent> content) {
    public static final FileKind<Fifo> KIND =
            new FileKind<>("fifo", Fifo.class, new FifoDumper(), new FifoRestorer(), new FifoImage());
}
