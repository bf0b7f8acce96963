package dev.stasis.engine.resource.file;

import dev.stasis.engine.kernel.fd.Fd;

/**
 * Record to kernel, in two steps: a description is opened once, in this process, and handed to its holders; what needs
 * the holders' own descriptor numbers or other descriptions comes after all of them hold theirs.
 */
public interface FileRestorer<T> {
    /** Opens the description in this process. The restore closes it when all tasks hold theirs. */
    Fd open(T file, FileRestore restore);

    /**
     * Finishes what needs other descriptions or the task's own numbers.
     *
     * @param opened what {@link #open} returned
     * @param holder one of the tasks that hold it, and under which number
     */
    void finish(T file, Fd opened, Holder holder, FileRestore restore);
}
