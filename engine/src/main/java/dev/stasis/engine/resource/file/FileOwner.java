package dev.stasis.engine.resource.file;

/**
 * Who gets SIGIO of an open file: F_GETOWN_EX, F_GETSIG and F_GETOWNER_UIDS (man 2 fcntl).
 *
 * @param type 0 thread, 1 process, 2 process group
 * @param pid 0 for nobody
 * @param signal 0 for SIGIO
 * @param uid real user of whoever set the owner
 * @param effectiveUid effective user of whoever set the owner
 */
public record FileOwner(int type, int pid, int signal, int uid, int effectiveUid) {
    public static final FileOwner NONE = new FileOwner(0, 0, 0, 0, 0);
}
