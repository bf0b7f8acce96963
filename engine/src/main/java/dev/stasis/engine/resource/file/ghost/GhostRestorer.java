package dev.stasis.engine.resource.file.ghost;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.PathCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ghosts of one restore. Each is made under its old name, so that /proc/PID/fd and maps say the same again, and loses
 * it with the next call; only then it is filled. Whoever is killed in between leaves nothing but, at worst, an empty file,
 * which the next restore knows by its mark.
 */
public final class GhostRestorer implements AutoCloseable {
    private static final int PRIVATE = 0600;
    private static final int PRIVATE_DIRECTORY = 0700;
    private static final long NANOSECONDS = 1000;

    private final Linux linux;
    private final Map<Integer, Fd> made = new HashMap<>();

    private GhostRestorer(Linux linux) {
        this.linux = linux;
    }

    public static GhostRestorer of(FileRestore restore) {
        return restore.shared(GhostRestorer.class, () -> new GhostRestorer(restore.linux()));
    }

    /**
     * A path by which the ghost can be opened, as long as the restore lasts.
     *
     * @param path it had
     * @param linkable it never had a name (O_TMPFILE) and may get one still
     */
    public String way(Ghost ghost, String path, boolean linkable) {
        Fd anchor = made.get(ghost.number());
        if (anchor == null) {
            anchor = make(ghost, path, linkable);
            made.put(ghost.number(), anchor);
        }
        return way(anchor);
    }

    private static String way(Fd anchor) {
        return "/proc/self/fd/" + anchor.number();
    }

    private Fd make(Ghost ghost, String path, boolean linkable) {
        Deque<String> directories = missingDirectories(path);
        try {
            Fd anchor = create(ghost, path, linkable);
            try {
                finish(ghost, way(anchor), path);
            } catch (RuntimeException failure) {
                anchor.close();
                throw failure;
            }
            return anchor;
        } finally {
            directories.forEach(linux.paths()::tryRmdir);
        }
    }

    /** Directories on the way that are gone, too, are made for the moment; the innermost comes first. */
    private Deque<String> missingDirectories(String path) {
        Deque<String> made = new ArrayDeque<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String directory = path.substring(0, slash);
            if (linux.paths().tryMkdir(directory, PRIVATE_DIRECTORY).ok()) {
                made.addFirst(directory);
            }
        }
        return made;
    }

    /** The file without a name, behind a descriptor opened with O_PATH. */
    private Fd create(Ghost ghost, String path, boolean linkable) {
        if (linkable && isRegular(ghost)) {
            Result unnamed = linux.paths().tryOpen(parent(path), Fcntl.O_TMPFILE | Fcntl.O_RDWR, PRIVATE);
            if (unnamed.ok()) {
                try (Fd file = Fd.owning(linux.files(), (int) unnamed.raw())) {
                    return anchor(way(file));
                }
            }
        }
        if (isRegular(ghost)) {
            Optional<Fd> made = new MarkedName(linux).make(parent(path), path);
            if (made.isPresent()) {
                return made.get();
            }
        }
        Result named = name(ghost, path);
        String used = path;
        if (named.failedWith(Errno.EEXIST)) {
            // The name was given to another file since.
            used = path + ".cr." + Integer.toHexString(ghost.number()) + ".ghost";
            named = name(ghost, used);
        }
        named.orThrow("making a file that was deleted while open", used);
        try {
            return anchor(used);
        } finally {
            Result gone = isDirectory(ghost)
                    ? linux.paths().tryRmdir(used)
                    : linux.paths().tryUnlink(used);
            gone.orThrow("unlink", used);
        }
    }

    private Fd anchor(String path) {
        return linux.paths().open(path, Fcntl.O_PATH, 0);
    }

    private Result name(Ghost ghost, String path) {
        PathCalls paths = linux.paths();
        int type = ghost.mode() & Stat.S_IFMT;
        return type == Stat.S_IFDIR
                ? paths.tryMkdir(path, PRIVATE_DIRECTORY)
                : paths.tryMknod(path, type | PRIVATE, ghost.specialDevice());
    }

    private void finish(Ghost ghost, String way, String path) {
        if (isRegular(ghost)) {
            fill(ghost, way, path);
        }
        try (Arena arena = new Arena()) {
            Block name = arena.string(way);
            Block times = arena.allocate(32);
            times.putLong(0, ghost.accessed().seconds());
            times.putLong(8, ghost.accessed().microseconds() * NANOSECONDS);
            times.putLong(16, ghost.modified().seconds());
            times.putLong(24, ghost.modified().microseconds() * NANOSECONDS);
            call("chown", path, Nr.FCHOWNAT, Fcntl.AT_FDCWD, name.address(), ghost.uid(), ghost.gid());
            call("chmod", path, Nr.FCHMODAT, Fcntl.AT_FDCWD, name.address(), ghost.mode() & ~Stat.S_IFMT);
            call("utimensat", path, Nr.UTIMENSAT, Fcntl.AT_FDCWD, name.address(), times.address(), 0);
        }
    }

    private void call(String call, String path, long nr, long a, long b, long c) {
        call(call, path, nr, a, b, c, 0);
    }

    private void call(String call, String path, long nr, long a, long b, long c, long d) {
        new Result(linux.raw().call(nr, a, b, c, d, 0)).orThrow(call, path + " (deleted)");
    }

    private void fill(Ghost ghost, String way, String path) {
        try (Fd file = linux.files().open(way, Fcntl.O_WRONLY, 0)) {
            for (Ghost.Piece piece : ghost.pieces()) {
                write(file, piece, path);
            }
            linux.files().ftruncate(file, ghost.size()).orThrow("ftruncate", path);
        }
    }

    private void write(Fd file, Ghost.Piece piece, String path) {
        try (Arena arena = new Arena()) {
            Block bytes = arena.copy(piece.bytes());
            long done = 0;
            while (done < bytes.size()) {
                Block rest = bytes.slice(done, bytes.size() - done);
                done += linux.files().pwrite(file, rest, piece.offset() + done).orThrow("write", path + " (deleted)");
            }
        }
    }

    private static boolean isRegular(Ghost ghost) {
        return (ghost.mode() & Stat.S_IFMT) == Stat.S_IFREG;
    }

    private static boolean isDirectory(Ghost ghost) {
        return (ghost.mode() & Stat.S_IFMT) == Stat.S_IFDIR;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Lets go of the ghosts; those that tasks hold live on. */
    @Override
    public void close() {
        made.values().forEach(Fd::close);
        made.clear();
    }
}
