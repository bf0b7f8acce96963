package dev.stasis.image;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The images of a directory, whether or not they are a complete set: parents that a page server wrote, {@code cpuinfo.img},
 * statistics. {@link ImageSet} is the complete one.
 */
public sealed class ImageDirectory permits ImageSet {
    private final Path path;

    ImageDirectory(Path path) {
        this.path = path;
    }

    /** Requires: nothing; a directory that is not there has no images. */
    public static ImageDirectory at(Path path) {
        return new ImageDirectory(path);
    }

    public Path path() {
        return path;
    }

    /** Where that file is, or would be. */
    public Path file(ImageType<?> type, long number) {
        return path.resolve(type.fileName(number));
    }

    public boolean has(ImageType<?> type, long number) {
        return Files.exists(file(type, number));
    }

    /** Numbers of all files of the type, ascending. */
    public long[] numbers(ImageType<?> type) {
        List<Long> found = new ArrayList<>();
        for (String name : fileNames()) {
            OptionalLong number = type.numberIn(name);
            if (number.isPresent()) {
                found.add(number.getAsLong());
            }
        }
        long[] numbers = new long[found.size()];
        Arrays.setAll(numbers, found::get);
        Arrays.sort(numbers);
        return numbers;
    }

    /** Names of everything in the directory, in no order. */
    public List<String> fileNames() {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(path)) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
            return names;
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(path, refused);
        }
    }

    /** The records of a file. Close it. */
    public <M extends Message> RecordReader<M> records(ImageType<M> type, long number) {
        return RecordReader.open(file(type, number), type);
    }

    /** The record of a file that has one; empty if the file has none or is not there. */
    public <M extends Message> Optional<M> find(ImageType<M> type, long number) {
        try (RecordReader<M> records = records(type, number)) {
            if (!records.next()) {
                return Optional.empty();
            }
            M record = records.record();
            if (type.payload() == Payload.NONE && records.remaining() > 0) {
                throw records.damaged("", "is followed by more, but such a file has one record");
            }
            return Optional.of(record);
        }
    }

    /** The record of a file that has one and must be there. */
    public <M extends Message> M require(ImageType<M> type, long number) {
        return find(type, number)
                .orElseThrow(() -> ImageDamagedException.file(
                        file(type, number), Files.exists(file(type, number)) ? "it is empty" : "it is not there"));
    }

    /** All records of a file, without the bytes behind them; none if the file is not there. */
    public <M extends Message> List<M> all(ImageType<M> type, long number) {
        List<M> all = new ArrayList<>();
        try (RecordReader<M> records = records(type, number)) {
            while (records.next()) {
                all.add(records.record());
            }
        }
        return all;
    }

    /** For files without a number: {@link #find}. */
    public <M extends Message> Optional<M> find(ImageType<M> type) {
        return find(type, 0);
    }

    /** For files without a number: {@link #require}. */
    public <M extends Message> M require(ImageType<M> type) {
        return require(type, 0);
    }

    /** For files without a number: {@link #all}. */
    public <M extends Message> List<M> all(ImageType<M> type) {
        return all(type, 0);
    }

    /** For files without a number: {@link #records}. */
    public <M extends Message> RecordReader<M> records(ImageType<M> type) {
        return records(type, 0);
    }

    /**
     * The directory of the set that this one builds on: where the link {@code parent} leads. A link that leads nowhere is
     * an error, for pages would be missing.
     */
    public Optional<ImageDirectory> parent() {
        Path link = path.resolve(PARENT);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(link)) {
            throw ImageDamagedException.set(
                    path, "its link " + PARENT + " leads to no directory", "put the parent set back where it was");
        }
        return Optional.of(new ImageDirectory(link));
    }

    /** Name of the link to the set that this one builds on. */
    public static final String PARENT = "parent";
}
