package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The pages files of a set and of those that it builds on, open for reading. */
final class PagesFiles implements AutoCloseable {
    private final Linux linux;
    private final Map<Path, Fd> open = new HashMap<>();

    PagesFiles(Linux linux) {
        this.linux = linux;
    }

    Fd open(Path file) {
        return open.computeIfAbsent(file, path -> linux.files().open(path.toString(), 0, 0));
    }

    @Override
    public void close() {
        open.values().forEach(Fd::close);
        open.clear();
    }
}
