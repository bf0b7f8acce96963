package dev.stasis.engine.pages.supply;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.PageServer;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.serving.Readiness;
import dev.stasis.image.ImageSet;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code page-server --lazy-pages}: serves the pages of an image set to a lazy-pages daemon elsewhere, and ends. */
public final class SupplySession {
    private final Linux linux;
    private final PageServer request;
    private final Log log;
    private final ProgressListener progress;

    public SupplySession(Linux linux, PageServer request, Log log, ProgressListener progress) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.progress = progress;
    }

    public Outcome run() {
        try (PageSupply supply = PageSupply.stored(
                        linux,
                        ImageSet.open(request.dirs().images()),
                        BandwidthLimit.of(request.output().bytesPerSecond()));
                SupplyPorch porch =
                        SupplyPorch.at(linux, request.endpoint(), request.dirs().work(), log);
                SupplyService service = new SupplyService(linux, porch, supply, log)) {
            try (ActionScripts scripts = ActionScripts.of(request.serving().hooks(), request.dirs(), log)) {
                porch.announce(progress);
                Readiness.announce(linux, request.serving(), request.dirs(), scripts);
            }
            progress.entered("serve pages");
            service.run();
            return Outcome.success();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
