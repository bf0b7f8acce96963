package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.resource.file.ghost.Ghost;

/** What stands for a file that its path does not lead to any more. */
public sealed interface Remap {
    /** Nothing leads to it: its content is in the image set. */
    record Deleted(Ghost ghost) implements Remap {}

    /**
     * Another name leads to it, which the dump made.
     *
     * @param id of the file record that has the name
     */
    record Linked(int id) implements Remap {}

    /**
     * It belonged to /proc/PID of a process that is gone.
     *
     * @param pid of the process
     */
    record DeadProcess(int pid) implements Remap {}
}
