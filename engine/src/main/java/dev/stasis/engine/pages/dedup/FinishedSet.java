package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.ProgressMeter;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.PagesConversion;
import dev.stasis.image.compress.PagesForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What is done with a set when it is complete and its tree runs again, or is gone: nothing of it can spoil the set. */
public final class FinishedSet {
    private final Linux linux;
    private final Log log;
    private final ProgressListener progress;

    public FinishedSet(Linux linux, Log log, ProgressListener progress) {
        this.linux = linux;
        this.log = log;
        this.progress = progress;
    }

    /**
     * Failures are logged: the set is as good as before.
     *
     * @param autoDedup its parents give up what it holds
     * @param form in which it keeps its pages from now on
     */
    public void settle(Path images, boolean autoDedup, PagesForm form) {
        ImageDirectory set = ImageDirectory.at(images);
        if (autoDedup) {
            progress.entered("dedup");
            AutoDedup.punch(linux, set, log);
        }
        if (!form.isPlain() && set.numbers(ImageType.PAGES).length > 0) {
            progress.entered("compress pages");
            compress(set, form);
        }
    }

    private void compress(ImageDirectory set, PagesForm form) {
        try (ProgressMeter meter =
                ProgressMeter.start(progress, "compress pages", OptionalLong.of(PagesConversion.plainBytes(set)))) {
            PagesConversion.Figures figures = PagesConversion.inPlace(set, form, meter::add);
            log.info("compressed " + figures.contentBytes() + " bytes of pages in " + figures.files()
                    + " files: they take " + figures.storedBytes());
        } catch (IOException | ImageDamagedException failure) {
            log.warn("pages of " + set.path() + " stay as they are, not compressed: " + failure.getMessage());
        }
    }
}
