package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.Dedup;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import java.nio.file.Path;

/** The command {@code dedup}: in the directory of the newest set of a chain. */
public final class DedupSession {
    private DedupSession() {}

    /**
     * A directory without inventory.img is taken as well, with a warning: a page server writes only pages. Its pagemaps
     * must be whole in any case, and what they hold is what supersedes.
     */
    public static Outcome run(Linux linux, Dedup request, Log log, ProgressListener progress) {
        Path images = request.dirs().images();
        ImageDirectory newest = ImageDirectory.at(images);
        if (newest.parent().isEmpty()) {
            throw new BadRequest("nothing to deduplicate in " + images
                    + ": it has no link parent; choose the directory of the newest set of a chain");
        }
        if (!newest.has(ImageType.INVENTORY, 0)) {
            log.warn(images + " has no inventory.img: taken for pages that a page server received");
        }
        progress.entered("dedup");
        GivenUp given = Deduplication.run(linux, newest);
        log.info("Deduplicated: " + given.bytes() + " bytes in " + given.files() + " pages files of parents");
        return Outcome.success();
    }
}
