package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.MappedPages;
import dev.stasis.image.pages.PageSegment;
import java.util.Optional;

/** The pages files of an image set and of those that it builds on: pages go from there in one copy, at once. */
final class StoredSource implements PageSource {
    private final Arrivals arrivals;
    private final MappedPages pages;

    StoredSource(Linux linux, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.pages = new MappedPages(linux);
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
            arrivals.arrived(image.pid(), segment.address(), pages.content(image.pid(), segment));
        }
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
    public void giveUp() {}

    @Override
    public void finish() {}

    @Override
    public void close() {
        pages.close();
    }
}
