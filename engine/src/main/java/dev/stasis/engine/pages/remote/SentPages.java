package dev.stasis.engine.pages.remote;

import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.Pagemap;
import dev.stasis.image.pages.PagemapWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * Which pages of tasks the server got, kept beside the images of the set. The protocol tells whether the server has a task in the
 * parent set, not which of its pages; a page that is unchanged and was not sent, such as one that has become zero again,
 * must be sent now.
 */
public final class SentPages {
    private final ImageSetWriter set;
    private final Optional<ImageDirectory> parent;
    private final boolean kept;

    /**
     * @param parent the set that the new one builds on, on this side
     * @param kept whether a next set may build on the new one
     */
    public SentPages(ImageSetWriter set, Optional<ImageDirectory> parent, boolean kept) {
        this.set = set;
        this.parent = parent;
        this.kept = kept;
    }

    /** A parent set that was written here, and copied to the server since, tells by its pagemaps. */
    ParentPages inParent(PageOwner owner) {
        if (owner.kind() != PageOwner.Kind.TASK) {
            return ParentPages.NONE;
        }
        return parent.flatMap(set -> Pagemap.find(set, ImageType.REMOTE_PAGEMAP, owner.number())
                        .or(() -> Pagemap.find(set, ImageType.PAGEMAP, owner.number())))
                .map(ParentPages::of)
                .orElse(ParentPages.NONE);
    }

    Sent record(PageOwner owner) throws IOException {
        return kept && owner.kind() == PageOwner.Kind.TASK
                ? new Sent(Optional.of(set.pagemap(ImageType.REMOTE_PAGEMAP, owner.number(), 0)))
                : new Sent(Optional.empty());
    }

    /** One owner's. */
    record Sent(Optional<PagemapWriter> file) implements AutoCloseable {
        void add(long start, long pages) throws IOException {
            if (file.isPresent()) {
                file.get().add(start, pages, PageFlags.PARENT);
            }
        }

        @Override
        public void close() throws IOException {
            if (file.isPresent()) {
                file.get().close();
            }
        }
    }
}
