package dev.stasis.engine.resource.file;

/** Kernel to record. */
public interface FileDumper<T> {
    /** Whether an open file is of this kind; exactly one kind must say yes. Looks at the link's text and the mode. */
    boolean recognises(OpenFile file);

    /**
     * Reads the state of an open file of this kind without changing it.
     *
     * @throws dev.stasis.engine.api.error.Unsupported naming pid, descriptor, path and a remedy, when it cannot be kept
     */
    T dump(OpenFile file, FileDump dump);
}
