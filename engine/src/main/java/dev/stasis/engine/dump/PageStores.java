package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.DumpMemory;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.pages.MeteredPageStore;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.remote.RemotePageStore;
import dev.stasis.engine.pages.remote.SentPages;
import dev.stasis.engine.pages.wire.PageConnector;
import dev.stasis.image.ImageSetWriter;
import java.util.Optional;

/** Where the pages of a dump go: into its image set, or to a page server. */
final class PageStores {
    private PageStores() {}

    /** Connects to the server, if there is one: to be called before the freeze. */
    static PageStore open(
            Linux linux, ImageSetWriter set, Chain chain, DumpMemory memory, Log log, ProgressListener progress) {
        return new MeteredPageStore(
                open(linux, set, chain, memory.pageServer(), log),
                progress,
                "copy pages",
                BandwidthLimit.of(memory.output().bytesPerSecond()));
    }

    private static PageStore open(
            Linux linux, ImageSetWriter set, Chain chain, Optional<PageEndpoint> server, Log log) {
        if (server.isEmpty()) {
            return new LocalPageStore(linux, set, chain.parentDirectory());
        }
        return new RemotePageStore(
                PageConnector.connect(linux, server.get(), log),
                server.get().socket().isPresent(),
                new SentPages(set, chain.parentDirectory(), chain.tracking()));
    }
}
