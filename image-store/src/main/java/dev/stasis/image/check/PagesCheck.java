package dev.stasis.image.check;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.Pagemap;

/** The pages of a task: all in mappings of its own, all in files that there are. */
final class PagesCheck {
    private PagesCheck() {}

    static void check(ImageDirectory images, TreeTask task, PrivateRanges ranges) {
        PageChain chain = PageChain.open(images, ImageType.PAGEMAP, task.pid());
        if (chain.levels().isEmpty()) {
            throw ImageDamagedException.file(
                    images.file(ImageType.PAGEMAP, task.pid()),
                    "it is empty or not there: there is no memory to restore");
        }
        Pagemap newest = chain.levels().get(0);
        for (int run = 0; run < newest.size(); run++) {
            if (!ranges.cover(newest.start(run), newest.end(run))) {
                throw new Spot(newest.file(), run + 1)
                        .damaged(
                                "vaddr",
                                "has pages at 0x" + Long.toHexString(newest.start(run)) + "-0x"
                                        + Long.toHexString(newest.end(run)) + ", outside of every private mapping of "
                                        + images.file(ImageType.MM, task.pid()).getFileName());
            }
        }
        chain.forEach(0, Long.MAX_VALUE, segment -> {});
    }
}
