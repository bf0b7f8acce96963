package dev.stasis.image.check;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import java.nio.file.Path;

/** A record of a file, to say what is wrong with it. */
record Spot(Path file, int record) {

    static Spot of(ImageDirectory images, ImageType<?> type, long number, int record) {
        return new Spot(images.file(type, number), record);
    }

    static Spot of(ImageDirectory images, ImageType<?> type, long number) {
        return of(images, type, number, 0);
    }

    ImageDamagedException damaged(String field, String reason) {
        return ImageDamagedException.field(file, record, field, reason);
    }

    /** Refuses a larger number; both are without sign. */
    void atMost(long limit, long value, String field) {
        if (Long.compareUnsigned(value, limit) > 0) {
            throw damaged(field, "is " + Long.toUnsignedString(value) + ", more than the largest possible, " + limit);
        }
    }

    /** Refuses a text or list that is too long. */
    void lengthAtMost(int limit, int length, String field) {
        if (length > limit) {
            throw damaged(field, "has a length of " + length + ", but at most " + limit + " are possible");
        }
    }

    /** Refuses an array of a length that nobody writes; empty means that there is none. */
    void lengthIs(int expected, int length, String field) {
        if (length != expected && length != 0) {
            throw damaged(field, "has " + length + " elements, but there are " + expected);
        }
    }
}
