package dev.stasis.engine.resource.file.lock;

/**
 * A lock held by a process or by an open file description.
 *
 * @param exclusive a write lock, not a read lock
 * @param pid of the process that holds it, or that has one of the descriptors of the description which does
 * @param descriptor its number there
 * @param start first byte
 * @param length in bytes; 0 to the end of the file, however it grows
 */
public record FileLock(Kind kind, boolean exclusive, int pid, int descriptor, long start, long length) {
    /** By which call, and for whom. */
    public enum Kind {
        /** fcntl F_SETLK: of a process. */
        POSIX(1, "POSIX"),
        /** flock: of an open file description. */
        FLOCK(2, "FLOCK"),
        /** fcntl F_OFD_SETLK: of an open file description. */
        DESCRIPTION(4, "OFDLCK"),
        /** fcntl F_SETLEASE: of an open file description. */
        LEASE(8, "LEASE");

        private final int flag;
        private final String word;

        Kind(int flag, String word) {
            this.flag = flag;
            this.word = word;
        }

        /** Its number in images. */
        int flag() {
            return flag;
        }

        /** Its name in fdinfo. */
        String word() {
            return word;
        }
    }
}
