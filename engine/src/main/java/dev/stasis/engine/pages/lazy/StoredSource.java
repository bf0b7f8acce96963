package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.PagesFiles;
import dev.stasis.image.pages.PageSegment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pages files of an image set and of those that it builds on, mapped: pages go from there in one copy, at once. */
final class StoredSource implements PageSource {
    private final Linux linux;
    private final Arrivals arrivals;
    private final PagesFiles open;
    private final Map<Path, Block> files = new HashMap<>();

    StoredSource(Linux linux, Arrivals arrivals) {
        this.linux = linux;
        this.arrivals = arrivals;
        this.open = new PagesFiles(linux);
    }

    @Override
    public boolean takesMore(long bytes) {
        return true;
    }

    @Override
    public boolean expects(int pid, long address) {
        return false;
    }

    @Override
    public void ask(LazyImage image, long address, long bytes) {
        for (PageSegment segment : image.pages().locate(address, address + bytes)) {
            if (!segment.isStored()) {
                throw new BadRequest("the pages of process " + image.pid() + " at 0x"
                        + Long.toHexString(segment.address())
                        + " are not in the image set, but with the host that dumped it; give --page-server with its"
                        + " --address and --port");
            }
            Fd opened = open.ready(segment.pagesFile(), segment.offset(), segment.length());
            Block file = files.computeIfAbsent(segment.pagesFile(), path -> map(path, opened));
            if (segment.offset() + segment.length() > file.size()) {
                throw new ImageDamaged(segment.pagesFile() + " is too short for the pages of process " + image.pid()
                        + " at 0x" + Long.toHexString(segment.address()) + "; copy the image set again");
            }
            arrivals.arrived(image.pid(), segment.address(), file.slice(segment.offset(), segment.length()));
        }
    }

    private Block map(Path path, Fd file) {
        long size = linux.files().lseek(file, 0, Fcntl.SEEK_END).orThrow("lseek", path.toString());
        return linux.memory().mapShared(file, size, Mman.PROT_READ);
    }

    @Override
    public Optional<Fd> socket() {
        return Optional.empty();
    }

    @Override
    public void attend() {}

    @Override
    public int dueMillis() {
        return -1;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
        files.values().forEach(linux.memory()::unmap);
        files.clear();
        open.close();
    }
}
