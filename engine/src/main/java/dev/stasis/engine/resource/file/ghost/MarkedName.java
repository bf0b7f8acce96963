package dev.stasis.engine.resource.file.ghost;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A new, empty, regular file that has a name for a moment only. An extended attribute marks it from before it gets the name
 * until after it has lost it: where a restore was killed in between, the next one sees that the file is none of anybody's
 * and takes it away.
 */
final class MarkedName {
    private static final int PRIVATE = 0600;
    private static final String MARK = "trusted.stasis.ghost";

    private final Linux linux;

    MarkedName(Linux linux) {
        this.linux = linux;
    }

    /**
     * Makes a file.
     *
     * @return it, opened by {@code path} with O_PATH and without a name; empty if there is another file at {@code path}, or
     *     the file system has no files without names
     */
    Optional<Fd> make(String directory, String path) {
        Result unnamed = linux.paths().tryOpen(directory, Fcntl.O_TMPFILE | Fcntl.O_RDWR, PRIVATE);
        if (!unnamed.ok()) {
            return Optional.empty();
        }
        try (Fd file = Fd.owning(linux.files(), (int) unnamed.raw())) {
            String way = "/proc/self/fd/" + file.number();
            setMark(way);
            Result named = linux.paths().tryLink(way, path);
            if (named.failedWith(Errno.EEXIST) && isMarked(path)) {
                linux.paths().tryUnlink(path).orThrow("unlink", path);
                named = linux.paths().tryLink(way, path);
            }
            if (!named.ok()) {
                return Optional.empty();
            }
            Fd anchor = open(path);
            removeMark(way);
            return Optional.of(anchor);
        }
    }

    private Fd open(String path) {
        try {
            return linux.paths().open(path, Fcntl.O_PATH | Fcntl.O_NOFOLLOW, 0);
        } finally {
            linux.paths().tryUnlink(path).orThrow("unlink", path);
        }
    }

    /** Not every file system takes it; then the file is not known again. */
    private void setMark(String path) {
        try (Arena arena = new Arena()) {
            linux.raw().call(Nr.SETXATTR, name(arena, path), name(arena, MARK), name(arena, "1"), 1, 0);
        }
    }

    private boolean isMarked(String path) {
        try (Arena arena = new Arena()) {
            return new Result(linux.raw().call(Nr.LGETXATTR, name(arena, path), name(arena, MARK), 0, 0)).ok();
        }
    }

    private void removeMark(String path) {
        try (Arena arena = new Arena()) {
            linux.raw().call(Nr.REMOVEXATTR, name(arena, path), name(arena, MARK));
        }
    }

    private static long name(Arena arena, String text) {
        return arena.copy((text + "\0").getBytes(StandardCharsets.ISO_8859_1)).address();
    }
}
