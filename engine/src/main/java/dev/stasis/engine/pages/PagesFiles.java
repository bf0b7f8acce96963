package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.compress.CompressedPages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages files of a set and of those that it builds on, open for reading, in whichever form they are kept. */
public final class PagesFiles implements AutoCloseable {
    /** A call takes far longer than making it, and progress can be told between calls. */
    private static final long LARGEST_READ = 64L << 20;

    private final Linux linux;
    private final Map<Path, Fd> open = new HashMap<>();
    private final Map<Path, UnpackedPages> unpacked = new HashMap<>();

    public PagesFiles(Linux linux) {
        this.linux = linux;
    }

    /**
     * A descriptor from which the range can be read, at its own offset, until the next range of that file is asked for. It is the
     * same descriptor each time.
     *
     * @param length at most {@link #portion}
     */
    public Fd ready(Path file, long offset, long length) {
        UnpackedPages pages = unpacked(file);
        if (pages == null) {
            return open.computeIfAbsent(file, path -> linux.files().open(path.toString(), 0, 0));
        }
        pages.ready(offset, length);
        return pages.memory();
    }

    /** How many bytes of the file may be asked for at once. */
    public long portion(Path file) {
        return unpacked(file) == null ? LARGEST_READ : UnpackedPages.KEPT;
    }

    /** Null if the file is kept plain. Which it is, is decided once. */
    private @Nullable UnpackedPages unpacked(Path file) {
        if (open.containsKey(file)) {
            return null;
        }
        UnpackedPages known = unpacked.get(file);
        if (known == null && CompressedPages.isOnlyFormOf(file)) {
            known = new UnpackedPages(linux, file);
            unpacked.put(file, known);
        }
        return known;
    }

    @Override
    public void close() {
        open.values().forEach(Fd::close);
        open.clear();
        unpacked.values().forEach(UnpackedPages::close);
        unpacked.clear();
    }
}
