package dev.stasis.engine.pages.wire;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Which dump an image set is of, as a number: so that nobody gets the pages of another tree. */
public final class SetNumber {
    /** Of sets from before dumps had ids: nobody can tell. */
    private static final long UNKNOWN = 0;

    private SetNumber() {}

    public static long of(ImageDirectory set) {
        return set.find(ImageType.INVENTORY)
                .map(inventory -> of(inventory.getDumpCriuRunId()))
                .orElse(UNKNOWN);
    }

    static long of(String id) {
        return id.isEmpty()
                ? UNKNOWN
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** Whether it may be the same set. */
    public static boolean match(long one, long other) {
        return one == other || one == UNKNOWN || other == UNKNOWN;
    }
}
