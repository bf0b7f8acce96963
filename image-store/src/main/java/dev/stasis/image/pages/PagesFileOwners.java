package dev.stasis.image.pages;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordReader;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether each pages file of a chain belongs to one pagemap only: what one of them gives up, another might still need. */
final class PagesFileOwners {
    private final Map<Object, Path> owners = new HashMap<>();

    private PagesFileOwners() {}

    /** Two names of one file, by hard links or links between the sets, are one file. */
    static void check(List<ImageDirectory> chain) {
        PagesFileOwners owners = new PagesFileOwners();
        for (ImageDirectory directory : chain) {
            for (ImageType<PagemapEntry> type : List.of(ImageType.PAGEMAP, ImageType.PAGEMAP_SHMEM)) {
                for (long number : directory.numbers(type)) {
                    owners.check(directory, type, number);
                }
            }
        }
    }

    private void check(ImageDirectory directory, ImageType<PagemapEntry> type, long number) {
        try (RecordReader<PagemapEntry> records = directory.records(type, number)) {
            if (records.remaining() == 0) {
                return;
            }
            long id =
                    Integer.toUnsignedLong(records.nested(PagemapHead.parser()).getPagesId());
            Optional<Object> key = keyOf(directory.file(ImageType.PAGES, id));
            Path other = key.isPresent() ? owners.put(key.get(), records.file()) : null;
            if (other != null) {
                throw ImageDamagedException.field(
                        records.file(), 0, "pages_id", "is " + id + ", a file that belongs to " + other + " already");
            }
        }
    }

    private static Optional<Object> keyOf(Path pagesFile) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(pagesFile, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(pagesFile, refused);
        }
    }
}
