package dev.stasis.engine.resource.file;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.FileCalls;
import dev.stasis.engine.kernel.call.PathCalls;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;

/**
 * What stat(2) says of a file.
 *
 * @param device of the file system, as the kernel's 32-bit new_encode_dev that stat returns
 * @param mode type and permission bits
 * @param specialDevice of a device node, encoded likewise
 * @param size in bytes
 * @param blocks of 512 bytes
 */
public record FileStat(
        long device, long inode, int mode, int links, int uid, int gid, long specialDevice, long size, long blocks) {
    /** Bytes of struct stat. */
    public static final int BYTES = 144;

    private static final int TYPE = 0xf000;

    /** Reads struct stat of x86-64. */
    public static FileStat of(Block stat) {
        return new FileStat(
                stat.getLong(0),
                stat.getLong(8),
                stat.getInt(24),
                (int) stat.getLong(16),
                stat.getInt(28),
                stat.getInt(32),
                stat.getLong(40),
                stat.getLong(48),
                stat.getLong(64));
    }

    public static FileStat of(FileCalls files, Fd fd) {
        try (Arena arena = new Arena()) {
            Block stat = arena.allocate(BYTES);
            files.fstat(fd, stat).orThrow("fstat", fd.toString());
            return of(stat);
        }
    }

    /** Of the file a path leads to; empty when there is none that can be reached. */
    public static Optional<FileStat> at(PathCalls paths, String path) {
        try (Arena arena = new Arena()) {
            Block stat = arena.allocate(BYTES);
            return paths.tryStat(path, stat).ok() ? Optional.of(of(stat)) : Optional.empty();
        }
    }

    /** Whether both are the same file. */
    public boolean sameFile(FileStat other) {
        return device == other.device && inode == other.inode;
    }

    /** S_IFREG and so on, sys/stat.h. */
    public int type() {
        return mode & TYPE;
    }

    public boolean is(int type) {
        return type() == type;
    }
}
