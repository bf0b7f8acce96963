package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.kernel.abi.Fcntl;
import java.util.OptionalInt;

/**
 * A file in memory, that several descriptions and mappings may share.
 *
 * @param number within the image set, from 1
 * @param name without "/memfd:"
 * @param size in bytes
 * @param memory number under which its pages are kept: its inode
 * @param seals F_SEAL_*
 * @param mode permission bits; empty in sets that do not tell
 */
public record MemFdInode(
        int number, String name, int uid, int gid, long size, int memory, int seals, OptionalInt mode) {
    /** What the kernel calls memory of mmap(MAP_SHARED | MAP_ANONYMOUS). */
    static final String ANONYMOUS = "/dev/zero";

    boolean anonymous() {
        return name.equals(ANONYMOUS);
    }

    /** F_SEAL_SEAL alone is how a memfd comes that was not made to be sealed. */
    boolean maySeal() {
        return seals != Fcntl.F_SEAL_SEAL;
    }
}
