package dev.stasis.image;

import com.google.protobuf.Message;
import dev.stasis.image.pages.PagemapWriter;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.PagemapEntry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes an image set that is there as a whole or not at all:
 *
 * <pre>{@code
 * try (ImageSetWriter set = ImageSetWriter.create(directory, Durability.PROCESS)) {
 *     set.write(ImageType.CORE, pid, core);
 *     ...
 *     set.commit(inventory);
 * }
 * }</pre>
 *
 * All is made in a hidden directory within the images directory. {@link #commit} puts it in place, the inventory last. Closed
 * without a commit, nothing is left and an older set is as it was. Different files may be written by different threads.
 */
public final class ImageSetWriter implements Closeable {
    /** The last number that is no page server's. */
    private static final long PAGE_SERVER_IDS = 0x10000;

    private final ImageDirectory target;
    private final Durability durability;
    private final OldImages old;
    private final Staging staging;
    private final AtomicLong pagesIds;
    private boolean closed;

    private ImageSetWriter(
            ImageDirectory target, Durability durability, OldImages old, Staging staging, long pagesIds) {
        this.target = target;
        this.durability = durability;
        this.old = old;
        this.staging = staging;
        this.pagesIds = new AtomicLong(pagesIds);
    }

    /** As the other, {@link Durability#PROCESS}. */
    public static ImageSetWriter create(Path directory) throws IOException {
        return create(directory, Durability.PROCESS);
    }

    /** Begins a set in a directory that is there; what it holds stays as it is until the commit. */
    public static ImageSetWriter create(Path directory, Durability durability) throws IOException {
        ImageDirectory target = ImageDirectory.at(directory);
        OldImages old = OldImages.in(target);
        return new ImageSetWriter(target, durability, old, Staging.create(directory), 0);
    }

    /**
     * Begins the part of a set that a page server receives: pagemaps and pages, whose numbers do not collide with those of a
     * dump into the same directory. Complete it by {@link #commitPages}.
     */
    public static ImageSetWriter forPages(Path directory) throws IOException {
        ImageDirectory target = ImageDirectory.at(directory);
        OldImages old = OldImages.in(target);
        return new ImageSetWriter(target, Durability.PROCESS, old, Staging.create(directory), PAGE_SERVER_IDS);
    }

    /** Where the files are until the commit. */
    public Path stagingPath() {
        return staging.path();
    }

    /** Writes a file of one record. */
    public <M extends Message> void write(ImageType<M> type, long number, M record) throws IOException {
        try (RecordWriter<M> writer = records(type, number)) {
            writer.write(record);
        }
    }

    /** For files without a number: {@link #write(ImageType, long, Message)}. */
    public <M extends Message> void write(ImageType<M> type, M record) throws IOException {
        write(type, 0, record);
    }

    /** Writes a file of many records. A file that is never begun is not there, which readers take for an empty one. */
    public <M extends Message> void writeAll(ImageType<M> type, long number, List<M> records) throws IOException {
        try (RecordWriter<M> writer = records(type, number)) {
            for (M record : records) {
                writer.write(record);
            }
        }
    }

    /** Begins a file. Close it before the commit. */
    public <M extends Message> RecordWriter<M> records(ImageType<M> type, long number) throws IOException {
        return RecordWriter.create(staged(type, number), type);
    }

    /** Begins a pagemap. Close it before the commit. */
    public PagemapWriter pagemap(ImageType<PagemapEntry> type, long number, long pagesId) throws IOException {
        return PagemapWriter.create(staged(type, number), type, pagesId);
    }

    /** A new number for a pages file: 1, 2, 3 ...; 65537, 65538 ... in a page server. */
    public long nextPagesId() {
        return pagesIds.incrementAndGet();
    }

    /** Makes a new, empty file of a raw type, for pages or the output of a tool; whoever asked opens and fills it. */
    public Path rawFile(ImageType<?> type, long number) throws IOException {
        if (type.framing() != Framing.RAW) {
            throw new IllegalArgumentException(type + " has records");
        }
        Path file = staged(type, number);
        SecretFiles.create(file).close();
        return file;
    }

    /** Takes a file out again, as if it had never been begun. */
    public void discard(ImageType<?> type, long number) throws IOException {
        Files.deleteIfExists(staged(type, number));
    }

    /** Makes the set build on another one. {@code link} is kept word for word; a link that is there already stays. */
    public void linkParent(String link) throws IOException {
        if (!Files.exists(target.path().resolve(ImageDirectory.PARENT), LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(staging.resolve(ImageDirectory.PARENT), Path.of(link));
        }
    }

    /** Completes the set. Requires: all writers are closed. The set is there when this returns. */
    public void commit(InventoryEntry inventory) throws IOException {
        requireOpen();
        write(ImageType.INVENTORY, inventory);
        Path newInventory = staged(ImageType.INVENTORY, 0);
        Path finalInventory = target.file(ImageType.INVENTORY, 0);
        List<Path> files = staging.files();
        sync(files);
        Files.deleteIfExists(finalInventory);
        Set<Path> placed = new HashSet<>();
        for (Path file : files) {
            if (!file.equals(newInventory)) {
                placed.add(place(file));
            }
        }
        placed.add(finalInventory);
        old.removeAllBut(placed);
        sync(List.of(target.path()));
        place(newInventory);
        sync(List.of(target.path()));
        close();
    }

    /**
     * Completes what {@link #forPages} began. Requires: all writers are closed. Others may write to the directory at the same
     * time, so nothing of theirs is removed, except for an inventory that was there before: its pages are replaced, it is no
     * set any more.
     */
    public void commitPages() throws IOException {
        requireOpen();
        List<Path> files = new ArrayList<>(staging.files());
        sync(files);
        old.remove(target.file(ImageType.INVENTORY, 0));
        // No pagemap without its pages: the old ones first, the new ones last.
        files.sort(Comparator.comparing(ImageSetWriter::isPagemap));
        for (Path file : files) {
            if (isPagemap(file)) {
                Files.deleteIfExists(target.path().resolve(file.getFileName()));
            }
        }
        for (Path file : files) {
            place(file);
        }
        sync(List.of(target.path()));
        close();
    }

    private static boolean isPagemap(Path file) {
        return String.valueOf(file.getFileName()).startsWith("pagemap");
    }

    /** Gives up what was not committed. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            staging.close();
        }
    }

    private Path place(Path file) throws IOException {
        Path name = target.path().resolve(String.valueOf(file.getFileName()));
        return Files.move(file, name, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path staged(ImageType<?> type, long number) {
        requireOpen();
        return staging.resolve(type.fileName(number));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the image set in " + target.path() + " is committed or given up already");
        }
    }

    private void sync(List<Path> paths) throws IOException {
        if (durability != Durability.HOST) {
            return;
        }
        for (Path path : paths) {
            if (!Files.isSymbolicLink(path)) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }
}
