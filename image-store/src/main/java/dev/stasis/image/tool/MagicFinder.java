package dev.stasis.image.tool;

import dev.stasis.image.Framing;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an image is, by its first words: for images under any name. */
final class MagicFinder {
    private MagicFinder() {}

    static ImageType<?> find(Path file) throws IOException {
        int magic;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int first = Integer.reverseBytes(in.readInt());
            magic = first == ImageType.COMMON_MAGIC || first == ImageType.SERVICE_MAGIC
                    ? Integer.reverseBytes(in.readInt())
                    : first;
        } catch (EOFException end) {
            throw ImageDamagedException.file(file, "it ends within the magic words that every image begins with");
        }
        for (ImageType<?> type : ImageType.all()) {
            if (type.framing() != Framing.RAW && type.magic() == magic) {
                return type;
            }
        }
        throw ImageDamagedException.file(
                file,
                "no image has the magic 0x" + Integer.toHexString(magic) + "; pages and output of tools have none");
    }
}
