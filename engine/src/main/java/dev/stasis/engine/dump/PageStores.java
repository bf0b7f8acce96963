package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.DumpMemory;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.pages.MeteredPageStore;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.remote.PageConnector;
import dev.stasis.engine.pages.remote.RemotePageStore;
import dev.stasis.engine.pages.remote.SentPages;
import dev.stasis.engine.pages.wire.CompressedStream;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.compress.PagesForm;

/** Where the pages of a dump go: into its image set, or to a page server. */
final class PageStores {
    private final Linux linux;
    private final ImageDirs dirs;
    private final Log log;
    private final ProgressListener progress;

    PageStores(Linux linux, ImageDirs dirs, Log log, ProgressListener progress) {
        this.linux = linux;
        this.dirs = dirs;
        this.log = log;
        this.progress = progress;
    }

    /** Connects to the server, if there is one: to be called before the freeze. */
    PageStore open(ImageSetWriter set, Chain chain, DumpMemory memory) {
        PageStore store = memory.pageServer().isPresent()
                ? remote(set, chain, memory.pageServer().get(), memory.output().form())
                : new LocalPageStore(linux, set, chain.parentDirectory());
        return new MeteredPageStore(
                store, progress, "copy pages", BandwidthLimit.of(memory.output().bytesPerSecond()));
    }

    private PageStore remote(ImageSetWriter set, Chain chain, PageEndpoint server, PagesForm form) {
        PageConnection connection = PageConnector.connect(linux, server, dirs.work(), log);
        try {
            CompressedStream.offer(connection, form, log);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
        return new RemotePageStore(
                connection, server.socket().isPresent(), new SentPages(set, chain.parentDirectory(), chain.tracking()));
    }
}
