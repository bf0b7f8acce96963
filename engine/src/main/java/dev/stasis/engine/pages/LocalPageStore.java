package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.Pagemap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps pages in the image set itself: for each owner a pagemap and a pages file. */
public final class LocalPageStore implements PageStore {
    private final Linux linux;
    private final ImageSetWriter set;
    private final Optional<ImageDirectory> parent;
    private final boolean received;
    private final Map<PageOwner, Reserved> reserved = new HashMap<>();

    private record Reserved(long pagesId, PagesOutput file) {}

    /** @param parent the set that this one builds on */
    public LocalPageStore(Linux linux, ImageSetWriter set, Optional<ImageDirectory> parent) {
        this(linux, set, parent, false);
    }

    private LocalPageStore(Linux linux, ImageSetWriter set, Optional<ImageDirectory> parent, boolean received) {
        this.linux = linux;
        this.set = set;
        this.parent = parent;
        this.received = received;
    }

    /** One for pages that come from a socket, and not from the memory of a process. */
    public static LocalPageStore forReceived(Linux linux, ImageSetWriter set, Optional<ImageDirectory> parent) {
        return new LocalPageStore(linux, set, parent, true);
    }

    @Override
    public void reserve(PageOwner owner, long bytes) throws IOException {
        Reserved room = allocate();
        reserved.put(owner, room);
        room.file.reserve(bytes);
    }

    private Reserved allocate() throws IOException {
        long id = set.nextPagesId();
        Path path = set.rawFile(ImageType.PAGES, id);
        return new Reserved(id, received ? new WrittenPagesFile(linux, path.toString()) : new PagesFile(linux, path));
    }

    @Override
    public PageSink open(PageOwner owner) throws IOException {
        Reserved known = reserved.remove(owner);
        Reserved room = known != null ? known : allocate();
        return new LocalPageSink(set.pagemap(owner.image(), owner.number(), room.pagesId), room.file);
    }

    @Override
    public ParentPages parent(PageOwner owner) {
        return parent.flatMap(directory -> Pagemap.find(directory, owner.image(), owner.number()))
                .map(ParentPages::of)
                .orElse(ParentPages.NONE);
    }

    @Override
    public void finish() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        for (Reserved room : reserved.values()) {
            room.file.close();
            set.discard(ImageType.PAGES, room.pagesId);
        }
        reserved.clear();
    }
}
