package dev.stasis.engine.resource.file.eventfd;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;

/**
 * An event counter.
 *
 * @param flags open file status flags
 * @param counter unsigned
 * @param semaphore reads take one from the counter instead of all
 */
public record EventFd(int flags, FileOwner owner, long counter, boolean semaphore) {
    public static final FileKind<EventFd> KIND =
            new FileKind<>("eventfd", EventFd.class, new EventFdDumper(), new EventFdRestorer(), new EventFdImage());
}
