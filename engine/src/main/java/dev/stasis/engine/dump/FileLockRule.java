package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.Unsupported;

/** Locks would be lost: fdinfo shows those of flock(2) and fcntl(2), and leases. */
final class FileLockRule {
    private static final String LINE = "lock:";

    private FileLockRule() {}

    static void check(OwnedDescriptor descriptor) {
        for (String detail : descriptor.info().details()) {
            if (detail.startsWith(LINE)) {
                throw new Unsupported("cannot dump process " + descriptor.pid() + ": its fd " + descriptor.number()
                        + " (" + descriptor.link() + ") holds a file lock ("
                        + detail.substring(LINE.length()).strip()
                        + "), which cannot be saved yet; let the program release it first");
            }
        }
    }
}
