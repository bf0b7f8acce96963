package dev.stasis.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that says of a set: pages of it were given up. They read as zeros now, and nothing else in the set tells. As the
 * parent of the set for which they were given up it is as good as before; by itself it must not be restored, nor be the parent
 * of another. CRIU does not know this file.
 */
public final class DedupMark {
    static final String FILE = "deduplicated";

    private DedupMark() {}

    /**
     * Marks a set. To be done before any page is given up; on the disk when this returns.
     *
     * @param reason why, as the end of a sentence about the set
     */
    public static void set(ImageDirectory marked, String reason) throws IOException {
        Path made =
                marked.path().resolve("." + FILE + "-" + ProcessHandle.current().pid());
        try (FileChannel file = SecretFiles.create(made)) {
            ByteBuffer text = ByteBuffer.wrap((reason + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
            Files.move(made, marked.path().resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    public static boolean isOn(ImageDirectory images) {
        return Files.exists(images.path().resolve(FILE));
    }

    /** Throws {@link ImageDamagedException} with the reason if the set has the mark. */
    public static void requireNone(ImageDirectory images) {
        if (isOn(images)) {
            throw ImageDamagedException.set(
                    images.path(),
                    "its pages were given up: " + reason(images),
                    "restore or build on a set that has them");
        }
    }

    private static String reason(ImageDirectory images) {
        try {
            return Files.readString(images.path().resolve(FILE)).strip();
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(images.path().resolve(FILE), refused);
        }
    }
}
