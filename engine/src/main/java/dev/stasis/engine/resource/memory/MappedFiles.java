package dev.stasis.engine.resource.memory;

import dev.stasis.engine.resource.file.FileDump;

/** Names the files that a process's memory refers to by their ids within a dump; descriptors need not refer to them. */
public interface MappedFiles {
    /** The id of the file behind the mapping {@code start} to {@code end} of a process of the tree. */
    int idForMapping(FileDump dump, int pid, long start, long end);

    /** The id of the program that a process of the tree runs. */
    int idForExecutable(FileDump dump, int pid);
}
