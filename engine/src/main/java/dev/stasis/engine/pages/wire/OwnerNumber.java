package dev.stasis.engine.pages.wire;

import dev.stasis.engine.pages.PageOwner;
import java.util.Optional;

/** A {@link PageOwner} in a frame: its number, shifted by 8 bits, and below it a type. */
public final class OwnerNumber {
    private static final int TASK = 1;
    private static final int SHARED_MEMORY = 2;
    private static final int TYPE_BITS = 8;
    /** PID_MAX_LIMIT of linux/threads.h. */
    private static final long MOST_PIDS = 1L << 22;

    private OwnerNumber() {}

    /** Requires: the number has at most 56 bits. */
    public static long of(PageOwner owner) {
        return owner.number() << TYPE_BITS | (owner.kind() == PageOwner.Kind.TASK ? TASK : SHARED_MEMORY);
    }

    /** Empty for what is no owner. CRIU once used the numbers of its image files as types. */
    public static Optional<PageOwner> parse(long number) {
        long id = number >>> TYPE_BITS;
        return switch ((int) (number & 0xff)) {
            case TASK, 10, 11, 16, 17 ->
                id > 0 && id <= MOST_PIDS ? Optional.of(PageOwner.task((int) id)) : Optional.empty();
            case SHARED_MEMORY, 27, 28, 29, 32, 33, 34 -> Optional.of(PageOwner.sharedMemory(id));
            default -> Optional.empty();
        };
    }
}
