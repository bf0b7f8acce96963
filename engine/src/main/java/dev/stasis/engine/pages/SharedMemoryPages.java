package dev.stasis.engine.pages;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.PageSegment;
import java.util.List;

/** Contents of memory that is not one process's own: shared anonymous memory, memfds. They are filled in this process. */
public final class SharedMemoryPages {
    private static final int PROT_READ_WRITE = 3;

    private final List<PageSegment> segments;
    private final long number;

    private SharedMemoryPages(List<PageSegment> segments, long number) {
        this.segments = segments;
        this.number = number;
    }

    /** What pagemap-shmem-{@code number}.img of the set has; nothing if there is none. */
    public static SharedMemoryPages in(ImageDirectory set, long number) {
        return new SharedMemoryPages(
                PageChain.open(set, ImageType.PAGEMAP_SHMEM, number).locateAll(), number);
    }

    /** Bytes up to the end of the last page that is kept. */
    public long end() {
        return segments.isEmpty() ? 0 : segments.get(segments.size() - 1).end();
    }

    /**
     * Writes the pages into {@code memory}. What lies behind its end is left out.
     *
     * @param size of the memory in bytes; it is open for reading and writing, and not sealed
     */
    public void fill(Linux linux, Fd memory, long size) {
        if (segments.isEmpty() || size == 0) {
            return;
        }
        Block block = linux.memory().mapShared(memory, size, PROT_READ_WRITE);
        try (PagesFiles files = new PagesFiles(linux)) {
            for (PageSegment segment : segments) {
                if (segment.address() < size) {
                    read(linux, files, segment, block);
                }
            }
        } finally {
            linux.memory().unmap(block);
        }
    }

    private void read(Linux linux, PagesFiles files, PageSegment segment, Block block) {
        if (!segment.isStored()) {
            throw new Unsupported("pages of shared memory " + number
                    + " are not in the image set but on a page server, which cannot be asked for them yet");
        }
        long done = 0;
        long length = Math.min(segment.end(), block.size()) - segment.address();
        while (done < length) {
            long portion = Math.min(length - done, files.portion(segment.pagesFile()));
            Block rest = block.slice(segment.address() + done, portion);
            Fd file = files.ready(segment.pagesFile(), segment.offset() + done, portion);
            long read = linux.files()
                    .pread(file, rest, segment.offset() + done)
                    .orThrow("pread", segment.pagesFile().toString());
            if (read == 0) {
                throw new ImageDamaged(segment.pagesFile() + " became shorter while it was read");
            }
            done += read;
        }
    }
}
