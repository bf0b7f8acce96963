package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.ghost.GhostRestorer;
import java.util.HashMap;
import java.util.Map;

/** Ways to files that their own paths do not lead to; open until the restore ends. */
final class RemappedFiles implements AutoCloseable {
    private final Linux linux;
    private final Map<Integer, Fd> linked = new HashMap<>();

    private RemappedFiles(Linux linux) {
        this.linux = linux;
    }

    private static RemappedFiles of(FileRestore restore) {
        return restore.shared(RemappedFiles.class, () -> new RemappedFiles(restore.linux()));
    }

    /** A path by which the file can be opened as long as the restore lasts. */
    static String way(RegularFile file, FileRestore restore) {
        if (file.remap().isEmpty()) {
            return file.path();
        }
        Remap remap = file.remap().get();
        if (remap instanceof Remap.Deleted deleted) {
            boolean linkable = (file.flags() & Fcntl.O_TMPFILE) == Fcntl.O_TMPFILE;
            return GhostRestorer.of(restore).way(deleted.ghost(), file.path(), linkable);
        }
        if (remap instanceof Remap.Linked link) {
            return of(restore).way(file.path(), link, restore);
        }
        throw new Unsupported("cannot restore " + file.path() + ", which was open in the tree: it belonged to a process"
                + " that was gone at the dump; close such files before the dump");
    }

    /** For a moment the file has its old name again, so that /proc/PID/fd says the same as before. */
    private String way(String path, Remap.Linked link, FileRestore restore) {
        Fd known = linked.get(link.id());
        if (known == null) {
            String name = restore.record(link.id(), RegularFile.class).path();
            boolean renamed = linux.paths().tryLink(name, path).ok();
            try {
                known = linux.paths().open(renamed ? path : name, Fcntl.O_PATH, 0);
            } finally {
                if (renamed) {
                    linux.paths().tryUnlink(path).orThrow("unlink", path);
                }
            }
            linked.put(link.id(), known);
        }
        return "/proc/self/fd/" + known.number();
    }

    @Override
    public void close() {
        linked.values().forEach(Fd::close);
        linked.clear();
    }
}
