package dev.stasis.engine.resource.file;

/**
 * A descriptor of a process and what it refers to.
 *
 * @param number in the process's table
 * @param closeOnExec its FD_CLOEXEC flag
 * @param fileId of the open file description within the image set, from 1
 */
public record Descriptor(int number, boolean closeOnExec, int fileId) {}
