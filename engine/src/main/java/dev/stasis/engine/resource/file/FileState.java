package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/** What descriptions of every kind have: status flags, and an owner that gets their SIGIO. */
public final class FileState {
    private static final int OWNER_BYTES = 8;

    private FileState() {}

    /** Sets O_APPEND, O_NONBLOCK, O_DIRECT, O_NOATIME and FASYNC as in {@code flags}; F_SETFL ignores all others. */
    public static void setFlags(Linux linux, Fd file, int flags) {
        linux.files().fcntl(file, Fcntl.F_SETFL, flags).orThrow("fcntl(F_SETFL)", file.toString());
    }

    /** Sets owner and signal, then lets SIGIO be sent (O_ASYNC) if it was. Requires: the tree is there with its threads. */
    public static void finish(FileRestore restore, Fd file, FileOwner owner, int flags) {
        setOwner(restore, file, owner);
        if ((flags & Fcntl.FASYNC) != 0) {
            setFlags(restore.linux(), file, flags);
        }
    }

    /**
     * Sets owner and signal. The kernel remembers the users of the thread that sets the owner, and sends signals with
     * their rights: this thread takes their ids for the one call.
     *
     * <p>Requires: the tree is there with its threads.
     */
    public static void setOwner(FileRestore restore, Fd file, FileOwner owner) {
        Linux linux = restore.linux();
        if (owner.signal() != 0) {
            linux.files().fcntl(file, Fcntl.F_SETSIG, owner.signal()).orThrow("fcntl(F_SETSIG)", file.toString());
        }
        if (owner.pid() != 0) {
            if (!restore.inTree(owner)) {
                throw new Unsupported(
                        "cannot restore an open file: " + owner.who() + ", which gets its SIGIO, is not in"
                                + " the image set, and whoever has that id now must not get it; dump both in one tree");
            }
            setOwnerAs(linux, file, owner);
        }
    }

    private static void setOwnerAs(Linux linux, Fd file, FileOwner owner) {
        try (Arena arena = new Arena()) {
            Block ids = arena.allocate(12);
            linux.raw().call(Nr.GETRESUID, ids.address(), ids.address() + 4, ids.address() + 8);
            boolean own = ids.getInt(0) == owner.uid() && ids.getInt(4) == owner.effectiveUid();
            if (own) {
                fcntlOwner(linux, file, owner, arena);
                return;
            }
            become(linux, owner.uid(), owner.effectiveUid());
            try {
                fcntlOwner(linux, file, owner, arena);
            } finally {
                become(linux, ids.getInt(0), ids.getInt(4));
            }
        }
    }

    private static void fcntlOwner(Linux linux, Fd file, FileOwner owner, Arena arena) {
        Block struct = arena.allocate(OWNER_BYTES).putInt(0, owner.type()).putInt(4, owner.pid());
        linux.files()
                .fcntl(file, Fcntl.F_SETOWN_EX, struct.address())
                .orThrow("fcntl(F_SETOWN_EX) of owner " + owner.pid(), file.toString());
    }

    /** The saved user id stays, so that there is a way back. The raw call changes this thread only. */
    private static void become(Linux linux, int uid, int effectiveUid) {
        new Result(linux.raw().call(Nr.SETRESUID, uid, effectiveUid, -1))
                .orThrow("setresuid", "user " + uid + ", effective " + effectiveUid + ", the owner of an open file");
    }
}
