package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.KeptMemories;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileStat;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** The files in memory of one dump, each noted once; their pages are left to {@link dev.stasis.engine.pages}. */
public final class MemFds {
    private static final String PREFIX = "/memfd:";
    private static final String DELETED = " (deleted)";
    /** linux/magic.h */
    private static final int HUGETLBFS_MAGIC = 0x958458f6;

    private static final int STATFS_BYTES = 120;

    private final Map<Long, MemFdInode> inodes = new HashMap<>();
    private final Map<Long, Integer> mapped = new HashMap<>();

    private MemFds() {}

    private static MemFds of(FileDump dump) {
        return dump.shared(MemFds.class, MemFds::new);
    }

    /** Whether what /proc says of a file names memory: no path leads there. */
    public static boolean isOne(String link) {
        return (link.startsWith(PREFIX) && link.endsWith(DELETED)) || link.equals(MemFdInode.ANONYMOUS + DELETED);
    }

    /**
     * The id of a file in memory that is mapped or executed; the same for the same memory.
     *
     * @param way a path that leads to it: /proc/PID/map_files/...
     */
    public static int idForMapping(FileDump dump, String link, String way, FileStat stat, String who) {
        MemFds all = of(dump);
        Integer known = all.mapped.get(stat.inode());
        if (known == null) {
            MemFdInode inode = inode(dump, link, way, stat, who);
            known = dump.newId();
            dump.add(known, MemFd.KIND, new MemFd(0, 0, FileOwner.NONE, inode));
            all.mapped.put(stat.inode(), known);
        }
        return known;
    }

    static MemFdInode inode(FileDump dump, String link, String way, FileStat stat, String who) {
        MemFds all = of(dump);
        MemFdInode known = all.inodes.get(stat.inode());
        if (known == null) {
            known = read(dump, all.inodes.size() + 1, link, way, stat, who);
            all.inodes.put(stat.inode(), known);
        }
        return known;
    }

    private static MemFdInode read(FileDump dump, int number, String link, String way, FileStat stat, String who) {
        Linux linux = dump.linux();
        try (Fd memory = linux.paths().open(way, Fcntl.O_RDONLY | Fcntl.O_NOATIME, 0)) {
            refuseHugePages(linux, memory, who);
            KeptMemories.of(dump).keep(linux, stat.inode(), memory, stat.size());
            String name = link.substring(0, link.length() - DELETED.length());
            return new MemFdInode(
                    number,
                    name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name,
                    stat.uid(),
                    stat.gid(),
                    stat.size(),
                    (int) stat.inode(),
                    (int) linux.files().fcntl(memory, Fcntl.F_GET_SEALS, 0).orThrow("fcntl(F_GET_SEALS)", who),
                    OptionalInt.of(stat.mode() & ~Stat.S_IFMT));
        }
    }

    private static void refuseHugePages(Linux linux, Fd memory, String who) {
        try (Arena arena = new Arena()) {
            Block statfs = arena.allocate(STATFS_BYTES);
            new Result(linux.raw().call(Nr.FSTATFS, memory.number(), statfs.address())).orThrow("fstatfs", who);
            if (statfs.getInt(0) == HUGETLBFS_MAGIC) {
                throw new Unsupported("cannot dump " + who
                        + ": it consists of huge pages (MFD_HUGETLB), which cannot be saved; run it without them");
            }
        }
    }
}
