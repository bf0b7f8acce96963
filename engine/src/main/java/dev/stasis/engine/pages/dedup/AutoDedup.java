package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.Ancestry;
import dev.stasis.image.pages.RestoredPages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code --auto-dedup}, for those who write sets and who restore them. */
public final class AutoDedup {
    private AutoDedup() {}

    /**
     * Asks before a set is begun whether its parents can give pages up.
     *
     * @param parent of the set to be; nothing is asked if there is none
     */
    public static void check(Linux linux, Optional<ImageDirectory> parent) {
        for (ImageDirectory set : parent.map(Ancestry::of).orElse(List.of())) {
            long[] ids = set.numbers(ImageType.PAGES);
            if (ids.length > 0) {
                PunchableFile.open(linux, set.file(ImageType.PAGES, ids[0])).close();
            }
        }
    }

    /**
     * The parents of a new set give up what it holds. Failures are logged: the set is complete all the same.
     *
     * <p>Requires: the set is committed, and nothing can go wrong with it any more. Not within a freeze, for this waits for the
     * disk.
     */
    public static void punch(Linux linux, ImageDirectory newSet, Log log) {
        try {
            if (newSet.parent().isPresent()) {
                say(log, Deduplication.run(linux, newSet), "superseded in parents");
            }
        } catch (StasisException | ImageDamagedException failure) {
            log.warn("the parents keep their superseded pages: " + failure.getMessage());
        }
    }

    /**
     * A set gives up what is in the restored processes now, with its parents. Failures are logged: the processes are not
     * affected.
     *
     * <p>Requires: the processes were let go. Before, a restore that fails must find the set as it was.
     *
     * @param lazyPagesToo false if pages with the flag LAZY are still to be brought
     */
    public static void giveUp(Linux linux, ImageDirectory restored, boolean lazyPagesToo, Log log) {
        try {
            say(
                    log,
                    PageRelease.carryOut(
                            linux,
                            RestoredPages.in(restored, lazyPagesToo),
                            "they went into the processes that were restored from "
                                    + restored.path().toRealPath()),
                    "restored");
        } catch (StasisException | ImageDamagedException | IOException failure) {
            log.warn("the image set keeps its pages: " + failure.getMessage());
        }
    }

    private static void say(Log log, GivenUp given, String what) {
        log.info(given.bytes() + " bytes of pages that are " + what + " were given up in " + given.files() + " files");
    }
}
