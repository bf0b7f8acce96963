package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.Serving;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.pages.supply.PageSupply;
import dev.stasis.engine.pages.supply.SupplyPorch;
import dev.stasis.engine.pages.supply.SupplyService;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.serving.Readiness;
import dev.stasis.image.ImageDirectory;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code dump --lazy-pages}: most pages stay with the frozen tree, and are served from there until all of them have arrived
 * elsewhere. Without that option there is nothing to do.
 */
final class LazySource implements AutoCloseable {
    private final Linux linux;
    private final Dump request;
    private final Log log;
    private final Optional<SupplyPorch> porch;

    private LazySource(Linux linux, Dump request, Log log, Optional<SupplyPorch> porch) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.porch = porch;
    }

    /** Listens, so that a port which is taken is found before anything is frozen. */
    static LazySource of(Linux linux, Dump request, Log log) {
        return new LazySource(
                linux,
                request,
                log,
                request.memory()
                        .lazyServer()
                        .map(endpoint ->
                                SupplyPorch.at(linux, endpoint, request.dirs().work(), log)));
    }

    /**
     * Serves; when this returns nobody needs the tree any more. Fails when the tree is to go on here.
     *
     * <p>Requires: the set is complete, and the tree stands still.
     */
    void serve(ActionScripts scripts, ProgressListener progress) throws IOException {
        if (porch.isEmpty()) {
            return;
        }
        try (PageSupply supply = PageSupply.held(
                        linux,
                        ImageDirectory.at(request.dirs().images()),
                        BandwidthLimit.of(request.memory().output().bytesPerSecond()));
                SupplyService service = new SupplyService(linux, porch.get(), supply, log)) {
            porch.get().announce(progress);
            Readiness.announce(
                    linux,
                    new Serving(false, Optional.empty(), request.memory().statusFd(), request.hooks()),
                    request.dirs(),
                    scripts);
            progress.entered("serve pages");
            service.run();
        }
    }

    @Override
    public void close() {
        porch.ifPresent(SupplyPorch::close);
    }
}
