package dev.stasis.engine.pages.server;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import java.io.IOException;
import java.util.Optional;

/** Where a page server keeps what it receives: beside the directory's images until all is there. */
final class ReceivedPages implements PageStore {
    private final ImageSetWriter set;
    private final LocalPageStore store;

    private ReceivedPages(ImageSetWriter set, LocalPageStore store) {
        this.set = set;
        this.store = store;
    }

    /** @param parent the set that the pages build on */
    static ReceivedPages into(Linux linux, ImageSetWriter set, Optional<ImageDirectory> parent) {
        return new ReceivedPages(set, LocalPageStore.forReceived(linux, set, parent));
    }

    @Override
    public void reserve(PageOwner owner, long bytes) throws IOException {
        store.reserve(owner, bytes);
    }

    @Override
    public PageSink open(PageOwner owner) throws IOException {
        return store.open(owner);
    }

    @Override
    public ParentPages parent(PageOwner owner) {
        return store.parent(owner);
    }

    @Override
    public void finish() throws IOException {
        store.finish();
        set.commitPages();
    }

    @Override
    public void close() throws IOException {
        store.close();
        set.close();
    }
}
