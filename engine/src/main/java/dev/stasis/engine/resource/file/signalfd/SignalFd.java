package dev.stasis.engine.resource.file.signalfd;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;

/**
 * A descriptor that reads signals: those of whoever reads, not of whoever made it.
 *
 * @param flags open file status flags
 * @param signals the set, bit n-1 for signal n
 */
public record SignalFd(int flags, FileOwner owner, long signals) {
    public static final FileKind<SignalFd> KIND = new FileKind<>(
            "signalfd", SignalFd.class, new SignalFdDumper(), new SignalFdRestorer(), new SignalFdImage());
}
