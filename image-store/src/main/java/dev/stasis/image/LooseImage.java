package dev.stasis.image;

import com.google.protobuf.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of one record that is no part of a set: {@code stats-dump}, {@code stats-restore}, {@code cpuinfo.img}. Replaces an
 * older one at once.
 */
public final class LooseImage {
    private LooseImage() {}

    /** Writes {@code record} into {@code directory}, mode 0600. */
    public static <M extends Message> void write(Path directory, ImageType<M> type, M record) throws IOException {
        String name = type.fileName(0);
        Path file = directory.resolve("." + name + "-" + Long.toUnsignedString(System.nanoTime(), 36));
        try {
            try (RecordWriter<M> writer = RecordWriter.create(file, type)) {
                writer.write(record);
            }
            Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
