package dev.stasis.engine.resource.fs;

/**
 * The kernel's fs_struct of a process.
 *
 * @param workingDirectory id of a file record
 * @param root id of a file record
 * @param umask permission bits that new files do not get
 */
public record FsContext(int workingDirectory, int root, int umask) {}
