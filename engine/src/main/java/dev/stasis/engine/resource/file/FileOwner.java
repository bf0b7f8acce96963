package dev.stasis.engine.resource.file;

/**
 * Who gets SIGIO of an open file: F_GETOWN_EX, F_GETSIG and F_GETOWNER_UIDS (man 2 fcntl).
 *
 * @param type {@link #THREAD}, {@link #PROCESS} or {@link #GROUP}
 * @param pid 0 for nobody
 * @param signal 0 for SIGIO
 * @param uid real user of whoever set the owner
 * @param effectiveUid effective user of whoever set the owner
 */
public record FileOwner(int type, int pid, int signal, int uid, int effectiveUid) {
    /** asm-generic/fcntl.h: F_OWNER_TID, F_OWNER_PID and F_OWNER_PGRP. */
    public static final int THREAD = 0;

    public static final int PROCESS = 1;
    public static final int GROUP = 2;

    public static final FileOwner NONE = new FileOwner(0, 0, 0, 0, 0);

    /** For errors. */
    public String who() {
        return switch (type) {
                    case THREAD -> "thread ";
                    case PROCESS -> "process ";
                    case GROUP -> "process group ";
                    default -> "an owner of the unknown type " + type + ", ";
                }
                + Integer.toUnsignedString(pid);
    }
}
