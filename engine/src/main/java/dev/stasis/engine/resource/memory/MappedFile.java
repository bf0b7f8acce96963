package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import java.util.HashMap;
import java.util.Map;

/**
 * The files behind the mappings of one task, open the way the mappings need. An image names one description for a file,
 * which may be open for less: then it is opened once more by the link in /proc, which leads to deleted files too.
 */
final class MappedFile implements AutoCloseable {
    private static final int F_GETFL = 3;
    private static final int O_ACCMODE = 3;
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;

    private final Linux linux;
    private final FileRestore files;
    private final Map<Integer, Fd> reopenedForReading = new HashMap<>();
    private final Map<Integer, Fd> reopened = new HashMap<>();

    MappedFile(FileRestore files) {
        this.linux = files.linux();
        this.files = files;
    }

    /** Requires: the mapping has a file behind it. */
    Fd open(Mapping mapping) {
        int id = (int) mapping.object();
        Fd fd = files.open(id);
        int has = (int) linux.files().fcntl(fd, F_GETFL, 0).orThrow("fcntl(F_GETFL)", "file " + id) & O_ACCMODE;
        int needs = mapping.access().orElse(O_RDONLY);
        boolean fits = mapping.shared() ? has == needs : has != O_WRONLY;
        if (fits) {
            return fd;
        }
        Map<Integer, Fd> known = needs == O_RDONLY ? reopenedForReading : reopened;
        return known.computeIfAbsent(id, number -> linux.files().open("/proc/self/fd/" + fd.number(), needs, 0));
    }

    @Override
    public void close() {
        reopenedForReading.values().forEach(Fd::close);
        reopened.values().forEach(Fd::close);
    }
}
