package dev.stasis.image;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of an image set, by type and number. Files without a number have number 0.
 *
 * @param type of the file
 * @param number pid, namespace id, inode ...: what the type says
 */
public record ImageName(ImageType<?> type, long number) {

    public String fileName() {
        return type.fileName(number);
    }

    /** What a file name of a directory stands for; empty if it is no name of an image. */
    public static Optional<ImageName> parse(String fileName) {
        for (ImageType<?> type : ImageType.all()) {
            OptionalLong number = type.numberIn(fileName);
            if (number.isPresent()) {
                return Optional.of(new ImageName(type, number.getAsLong()));
            }
        }
        return Optional.empty();
    }
}
