package dev.stasis.image.pages;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands segments on, neighbours as one. */
final class SegmentJoiner {
    private final Consumer<PageSegment> consumer;
    private @Nullable PageSegment pending;

    SegmentJoiner(Consumer<PageSegment> consumer) {
        this.consumer = consumer;
    }

    void accept(PageSegment segment) {
        if (pending == null) {
            pending = segment;
        } else if (pending.isContinuedBy(segment)) {
            pending = pending.joinedWith(segment);
        } else {
            consumer.accept(pending);
            pending = segment;
        }
    }

    void finish() {
        if (pending != null) {
            consumer.accept(pending);
            pending = null;
        }
    }
}
