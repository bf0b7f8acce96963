package dev.stasis.image;

import dev.stasis.image.compress.PageBlocks;
import dev.stasis.image.compress.PagesCopy;
import dev.stasis.image.compress.PagesForm;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * Changes the form of the pages files of a set. At every instant each of them is there in at least one form; where both are,
 * they are equal, and the plain one counts.
 */
public final class PagesConversion {
    private PagesConversion() {}

    /**
     * What was converted.
     *
     * @param files pages files; those that had the form already are not counted
     * @param contentBytes of their pages
     * @param storedBytes that they have on the disk now
     */
    public record Figures(int files, long contentBytes, long storedBytes) {
        static final Figures NONE = new Figures(0, 0, 0);

        private Figures plus(long content, long stored) {
            return new Figures(files + 1, contentBytes + content, storedBytes + stored);
        }
    }

    /** As the other, without anybody who listens. */
    public static Figures inPlace(ImageDirectory set, PagesForm form) throws IOException {
        return inPlace(set, form, bytes -> {});
    }

    /**
     * Converts the files where they are. A set without inventory.img, of a page server, is converted as well.
     *
     * @param done is told, now and then, of how many bytes more were converted
     */
    public static Figures inPlace(ImageDirectory set, PagesForm form, LongConsumer done) throws IOException {
        if (!Files.isDirectory(set.path())) {
            throw ImageDamagedException.set(set.path(), "it is no directory", "check its name");
        }
        Figures figures = Figures.NONE;
        try (Staging staging = Staging.create(set.path())) {
            for (long id : pagesIds(set)) {
                Path plain = set.file(ImageType.PAGES, id);
                Path compressed = set.file(ImageType.PAGES_ZSTD, id);
                if (!Files.exists(form.isPlain() ? compressed : plain)) {
                    continue;
                }
                Path made = form.isPlain() ? plain : compressed;
                if (!form.isPlain() || !Files.exists(plain)) {
                    Path staged = staging.resolve(String.valueOf(made.getFileName()));
                    figures = copy(plain, staged, form, figures, done);
                    Files.move(staged, made, StandardCopyOption.ATOMIC_MOVE);
                    sync(set.path());
                }
                Files.delete(form.isPlain() ? compressed : plain);
            }
            sync(set.path());
        }
        return figures;
    }

    /** Makes a copy of a complete set, with its pages in the form. The directory is made if need be. */
    public static Figures into(ImageSet set, Path directory, PagesForm form) throws IOException {
        if (!Files.exists(directory)) {
            SecretFiles.createDirectory(directory);
        }
        Figures figures = Figures.NONE;
        InventoryEntry inventory = set.inventory();
        try (ImageSetWriter writer = ImageSetWriter.create(directory, Durability.HOST)) {
            for (long id : pagesIds(set)) {
                Path made = writer.rawFile(form.isPlain() ? ImageType.PAGES : ImageType.PAGES_ZSTD, id);
                Files.delete(made);
                figures = copy(set.file(ImageType.PAGES, id), made, form, figures, bytes -> {});
            }
            for (String name : set.fileNames()) {
                if (isCopiedAsItIs(name)) {
                    copyFile(set.path().resolve(name), writer.stagingPath().resolve(name));
                }
            }
            if (set.parent().isPresent()) {
                writer.linkParent(linkFrom(directory, set.path()));
            }
            writer.commit(inventory);
        }
        return figures;
    }

    /** Bytes of the pages files of a set that are kept plain. */
    public static long plainBytes(ImageDirectory set) throws IOException {
        long bytes = 0;
        for (long id : set.numbers(ImageType.PAGES)) {
            bytes += Files.size(set.file(ImageType.PAGES, id));
        }
        return bytes;
    }

    private static SortedSet<Long> pagesIds(ImageDirectory set) {
        SortedSet<Long> ids = new TreeSet<>();
        for (long id : set.numbers(ImageType.PAGES)) {
            ids.add(id);
        }
        for (long id : set.numbers(ImageType.PAGES_ZSTD)) {
            ids.add(id);
        }
        return ids;
    }

    private static Figures copy(Path plain, Path made, PagesForm form, Figures figures, LongConsumer done)
            throws IOException {
        try (PageBlocks blocks = PageBlocks.of(plain)) {
            long content = PagesCopy.copy(blocks, made, SecretFiles.create(made), form, done);
            return figures.plus(content, Files.size(made));
        }
    }

    /** All images but the pages, the inventory, which comes last, and what belongs to one run of the program. */
    private static boolean isCopiedAsItIs(String name) {
        return name.equals(DedupMark.FILE)
                || ImageName.parse(name)
                        .filter(image -> image.type() != ImageType.PAGES
                                && image.type() != ImageType.PAGES_ZSTD
                                && image.type() != ImageType.INVENTORY)
                        .isPresent();
    }

    private static void copyFile(Path from, Path to) throws IOException {
        try (FileChannel source = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel target = SecretFiles.create(to)) {
            long size = source.size();
            for (long at = 0; at < size; ) {
                long copied = source.transferTo(at, size - at, target);
                if (copied <= 0) {
                    throw new IOException(from + " became shorter while it was read");
                }
                at += copied;
            }
        }
    }

    /** The text of the link parent, so that it leads from {@code directory} where that of {@code set} leads. */
    private static String linkFrom(Path directory, Path set) throws IOException {
        Path link = set.resolve(ImageDirectory.PARENT);
        Path target = link.toRealPath();
        String text = Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        Path same = directory.resolve(text);
        boolean keeps = !text.isEmpty()
                && Files.exists(same, LinkOption.NOFOLLOW_LINKS)
                && same.toRealPath().equals(target);
        return keeps ? text : target.toString();
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
