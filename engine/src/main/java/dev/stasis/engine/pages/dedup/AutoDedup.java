package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.Ancestry;
import dev.stasis.image.pages.RestoredPages;
import java.io.IOException;

/** {@code --auto-dedup}, for those who write sets and who restore them. */
public final class AutoDedup {
    private AutoDedup() {}

    /**
     * Asks before a set is begun whether its parents can give pages up; throws if not.
     *
     * @param dirs of the set to be; a link parent that is there already counts, as in the dump
     */
    public static void checkParents(Linux linux, ImageDirs dirs) {
        ImageDirectory set = ImageDirectory.at(dirs.images());
        set.parent()
                .or(() -> dirs.parent()
                        .map(text -> ImageDirectory.at(dirs.images().resolve(text))))
                .ifPresent(parent -> check(linux, parent));
    }

    /** Asks whether a set and its parents can give pages up; throws if not. */
    public static void check(Linux linux, ImageDirectory newest) {
        for (ImageDirectory set : Ancestry.of(newest)) {
            probeFirst(linux, set, ImageType.PAGES);
            probeFirst(linux, set, ImageType.PAGES_ZSTD);
        }
    }

    /** The files of a set are on one file system, and all in one form, or nearly. */
    private static void probeFirst(Linux linux, ImageDirectory set, ImageType<?> form) {
        long[] ids = set.numbers(form);
        if (ids.length > 0) {
            PunchableFile.open(linux, set.file(ImageType.PAGES, ids[0])).close();
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
