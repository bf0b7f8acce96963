package dev.stasis.engine.resource.file.ghost;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileStat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ghosts of one dump: an inode is read once, however many descriptions lead to it. */
public final class GhostDumper {
    private static final int ENXIO = 6;
    private static final int PIECE = 1 << 20;
    private static final long BLOCK = 512;
    /** What one image can carry in memory on its way to the set. */
    private static final long LARGEST = 1 << 30;

    private final Map<Inode, Ghost> ghosts = new HashMap<>();

    private record Inode(long device, long inode) {}

    private GhostDumper() {}

    public static GhostDumper of(FileDump dump) {
        return dump.shared(GhostDumper.class, GhostDumper::new);
    }

    /**
     * The ghost of an open file.
     *
     * @param way a path that leads to the file although it has no name: /proc/PID/fd/N, /proc/PID/map_files/...
     * @param who names the file in errors
     */
    public Ghost dump(FileDump dump, String way, FileStat stat, String who) {
        Ghost known = ghosts.get(new Inode(stat.device(), stat.inode()));
        if (known == null) {
            check(dump, stat, who);
            known = read(dump.linux(), ghosts.size() + 1, way, stat);
            ghosts.put(new Inode(stat.device(), stat.inode()), known);
        }
        return known;
    }

    private static void check(FileDump dump, FileStat stat, String who) {
        int type = stat.type();
        if (type != Stat.S_IFREG
                && type != Stat.S_IFDIR
                && type != Stat.S_IFIFO
                && type != Stat.S_IFCHR
                && type != Stat.S_IFBLK) {
            throw new Unsupported("cannot dump " + who + ": it was deleted while open and is neither a regular file, a"
                    + " directory, a FIFO nor a device; close it first");
        }
        long limit = dump.request().files().ghostLimit();
        long allocated = stat.blocks() * BLOCK;
        if (type == Stat.S_IFREG && allocated > limit) {
            throw new Unsupported("cannot dump " + who + ": it was deleted while open and takes " + allocated
                    + " bytes, more than --ghost-limit (" + limit + ") lets into an image set; give --ghost-limit "
                    + allocated + " or close the file first");
        }
        if (type == Stat.S_IFREG && allocated > LARGEST) {
            throw new Unsupported("cannot dump " + who + ": it was deleted while open and takes " + allocated
                    + " bytes, more than this version can keep (1 GiB); close the file first");
        }
    }

    private static Ghost read(Linux linux, int number, String way, FileStat stat) {
        try (Arena arena = new Arena()) {
            Block raw = arena.allocate(FileStat.BYTES);
            linux.paths().tryStat(way, raw).orThrow("stat", way);
            boolean regular = stat.is(Stat.S_IFREG);
            return new Ghost(
                    number,
                    stat.uid(),
                    stat.gid(),
                    stat.mode(),
                    stat.device(),
                    stat.inode(),
                    stat.specialDevice(),
                    moment(raw, 72),
                    moment(raw, 88),
                    regular ? stat.size() : 0,
                    regular && stat.size() > 0 ? content(linux, way, stat.size()) : List.of());
        }
    }

    /** struct timespec of struct stat. */
    private static Ghost.Moment moment(Block stat, long offset) {
        return new Ghost.Moment(stat.getLong(offset), stat.getLong(offset + 8) / 1000);
    }

    /** By another description than the task's: its position, and O_DIRECT's demands, are none of ours. */
    private static List<Ghost.Piece> content(Linux linux, String way, long size) {
        List<Ghost.Piece> pieces = new ArrayList<>();
        int flags = Fcntl.O_RDONLY | Fcntl.O_NOATIME | Fcntl.O_NONBLOCK;
        try (Arena arena = new Arena();
                Fd file = linux.files().open(way, flags, 0)) {
            Block buffer = arena.allocate(PIECE);
            long at = 0;
            while (at < size) {
                Result data = linux.files().lseek(file, at, Fcntl.SEEK_DATA);
                if (data.failedWith(ENXIO)) {
                    break;
                }
                long begin = data.orThrow("lseek(SEEK_DATA)", way);
                long end = Math.min(
                        size, linux.files().lseek(file, begin, Fcntl.SEEK_HOLE).orThrow("lseek(SEEK_HOLE)", way));
                at = begin;
                while (at < end) {
                    Block part = buffer.slice(0, Math.min(PIECE, end - at));
                    long got = linux.files().pread(file, part, at).orThrow("pread", way);
                    if (got == 0) {
                        return pieces;
                    }
                    pieces.add(new Ghost.Piece(at, part.getBytes(0, (int) got)));
                    at += got;
                }
            }
        }
        return pieces;
    }
}
