package dev.stasis.image.tool;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.check.ImageSetCheck;
import dev.stasis.image.compress.CompressedPages;
import dev.stasis.image.compress.CompressedPagesWriter;
import dev.stasis.image.compress.PageBlocks;
import dev.stasis.image.pages.Ancestry;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.proto.PagemapEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a set as a restore would, with the sets that it builds on, and all compressed pages for their checksums. */
final class SetVerification {
    private SetVerification() {}

    /**
     * What was read.
     *
     * @param sets the set and those that it builds on
     * @param compressedFiles of pages, in all sets
     * @param compressedBytes of pages in them
     */
    record Figures(int sets, int compressedFiles, long compressedBytes) {}

    /** Throws {@link dev.stasis.image.ImageDamagedException} at the first contradiction or damage. */
    static Figures verify(Path directory) throws IOException {
        ImageSet set = ImageSet.open(directory);
        if (!set.inventory().hasPreDumpMode()) {
            ImageSetCheck.check(set);
        }
        for (ImageType<PagemapEntry> type : List.of(ImageType.PAGEMAP, ImageType.PAGEMAP_SHMEM)) {
            for (long number : set.numbers(type)) {
                PageChain.open(set, type, number).forEach(0, Long.MAX_VALUE, segment -> {});
            }
        }
        List<ImageDirectory> chain = Ancestry.of(set);
        int files = 0;
        long bytes = 0;
        for (ImageDirectory each : chain) {
            for (long id : each.numbers(ImageType.PAGES_ZSTD)) {
                Path pages = each.file(ImageType.PAGES, id);
                if (CompressedPages.isOnlyFormOf(pages)) {
                    files++;
                    bytes += read(pages);
                }
            }
        }
        return new Figures(chain.size(), files, bytes);
    }

    private static long read(Path pagesFile) throws IOException {
        byte[] block = new byte[CompressedPagesWriter.FRAME];
        long bytes = 0;
        try (PageBlocks blocks = PageBlocks.of(pagesFile)) {
            for (int length = blocks.next(block); length > 0; length = blocks.next(block)) {
                bytes += length;
            }
        }
        return bytes;
    }
}
