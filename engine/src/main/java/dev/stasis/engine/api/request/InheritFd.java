package dev.stasis.engine.api.request;

/**
 * A descriptor that the caller holds open for restore to use in place of a file of the image set.
 *
 * @param fd its number in this process
 * @param resource the file it stands for: {@code pipe:[4711]}, {@code tty[8800:b]}, a path without its leading slash ...
 */
public record InheritFd(int fd, String resource) {}
