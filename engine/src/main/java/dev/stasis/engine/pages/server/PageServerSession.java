package dev.stasis.engine.pages.server;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageServer;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.pages.MeteredPageStore;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.dedup.AutoDedup;
import dev.stasis.engine.pages.dedup.FinishedSet;
import dev.stasis.engine.pages.supply.SupplySession;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.image.DedupMark;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code page-server}: listens, takes the pages of one dump, and ends. */
public final class PageServerSession {
    private final Linux linux;
    private final PageServer request;
    private final Log log;
    private final ProgressListener progress;

    public PageServerSession(Linux linux, PageServer request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    public Outcome run() {
        if (request.lazyPages()) {
            return new SupplySession(linux, request, log, progress).run();
        }
        Path images = request.dirs().images();
        if (request.autoDedup()) {
            AutoDedup.checkParents(linux, request.dirs());
        }
        try (ImageSetWriter set = ImageSetWriter.forPages(images);
                PageStore store = metered(ReceivedPages.into(linux, set, parent(set, request.dirs())));
                Link link = client()) {
            progress.entered("receive");
            receive(link, store);
        } catch (IOException | UncheckedIOException refused) {
            throw new BadRequest(
                    "the pages cannot be written to " + images + ": " + refused.getMessage()
                            + "; nothing was kept: make room or choose another directory",
                    refused);
        }
        new FinishedSet(linux, log, progress)
                .settle(images, request.autoDedup(), request.output().form());
        return Outcome.success();
    }

    private PageStore metered(PageStore store) {
        return new MeteredPageStore(
                store,
                progress,
                "receive pages",
                BandwidthLimit.of(request.output().bytesPerSecond()));
    }

    private Link client() {
        try (ActionScripts scripts = ActionScripts.of(request.serving().hooks(), request.dirs(), log)) {
            return new Reception(linux, request.endpoint(), log, progress)
                    .welcome(request.serving(), request.dirs(), scripts);
        }
    }

    private void receive(Link link, PageStore store) throws IOException {
        try (PageConnection connection = PageConnection.accepted(link);
                PageReceiver receiver = new PageReceiver(connection, store, log)) {
            receiver.run();
            if (request.endpoint().socket().isEmpty()) {
                awaitEnd(link);
            }
        }
    }

    /** The client closes first: were it the server, the client's host could not be told that the status did not arrive. */
    private void awaitEnd(Link link) {
        try (Arena arena = new Arena()) {
            if (link.read(arena.allocate(1)) != 0) {
                throw new PeerLost(link.peer() + " sent more after it said that this was all; the pages are in place, "
                        + "but see its log");
            }
        }
        link.finish();
    }

    /**
     * The link that is there counts; {@code --prev-images-dir} makes one where there is none. A set that gave pages up is refused,
     * for what it has in their place would be taken for content.
     */
    private static Optional<ImageDirectory> parent(ImageSetWriter set, ImageDirs dirs) throws IOException {
        Optional<ImageDirectory> parent = ImageDirectory.at(dirs.images()).parent();
        if (parent.isEmpty() && dirs.parent().isPresent()) {
            Path named = dirs.images().resolve(dirs.parent().get());
            if (!Files.isDirectory(named)) {
                throw new BadRequest("there is no directory " + named
                        + "; correct --prev-images-dir, which counts from " + "the images directory");
            }
            set.linkParent(dirs.parent().get());
            parent = Optional.of(ImageDirectory.at(named));
        }
        parent.ifPresent(DedupMark::requireNone);
        return parent;
    }
}
