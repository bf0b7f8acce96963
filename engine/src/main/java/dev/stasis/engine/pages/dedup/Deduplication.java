package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.pages.FileRanges;
import dev.stasis.image.pages.SupersededPages;
import java.io.IOException;
import java.util.List;

/** The parents of a set give up the pages that the set holds itself. */
final class Deduplication {
    private Deduplication() {}

    /** Throws before anything is changed, or says how far it came. What was given up then is superseded all the same. */
    static GivenUp run(Linux linux, ImageDirectory newest) {
        List<FileRanges> superseded = SupersededPages.in(newest);
        if (superseded.isEmpty()) {
            return GivenUp.NOTHING;
        }
        try {
            StoredOnDisk.await(newest);
            String holder = newest.path().toRealPath().toString();
            return PageRelease.carryOut(linux, superseded, holder + " holds newer ones");
        } catch (IOException refused) {
            throw new BadRequest(
                    "the parents of " + newest.path() + " cannot be deduplicated: " + refused.getMessage()
                            + "; no page that is needed was given up, try again when that is mended",
                    refused);
        }
    }
}
