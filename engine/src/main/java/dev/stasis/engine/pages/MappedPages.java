package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.pages.PageSegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The pages files of an image set and of those that it builds on, mapped, so that pages go on from there in one copy. */
public final class MappedPages implements AutoCloseable {
    private final Linux linux;
    private final PagesFiles open;
    private final Map<Path, Block> files = new HashMap<>();

    public MappedPages(Linux linux) {
        this.linux = linux;
        this.open = new PagesFiles(linux);
    }

    /** How many bytes of a segment's file {@link #content} may be asked for at once. */
    public long portion(PageSegment segment) {
        return open.portion(segment.pagesFile());
    }

    /**
     * The content of pages, until the next is asked for.
     *
     * <p>Requires: they are stored, and no more than {@link #portion}.
     *
     * @param pid whose pages they are, for messages
     */
    public Block content(int pid, PageSegment segment) {
        Fd opened = open.ready(segment.pagesFile(), segment.offset(), segment.length());
        Block file = files.computeIfAbsent(segment.pagesFile(), path -> map(path, opened));
        if (segment.offset() + segment.length() > file.size()) {
            throw new ImageDamaged(segment.pagesFile() + " is too short for the pages of process " + pid + " at 0x"
                    + Long.toHexString(segment.address()) + "; copy the image set again");
        }
        return file.slice(segment.offset(), segment.length());
    }

    private Block map(Path path, Fd file) {
        long size = linux.files().lseek(file, 0, Fcntl.SEEK_END).orThrow("lseek", path.toString());
        return linux.memory().mapShared(file, size, Mman.PROT_READ);
    }

    @Override
    public void close() {
        files.values().forEach(linux.memory()::unmap);
        files.clear();
        open.close();
    }
}
