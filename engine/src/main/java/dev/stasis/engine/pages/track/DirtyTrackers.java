package dev.stasis.engine.pages.track;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.feature.MemoryTracking;
import java.util.Optional;

/** Chooses a tracker by what the kernel offers. */
public final class DirtyTrackers {
    private DirtyTrackers() {}

    /** Write protection where there is it, for it knows since when; else soft-dirty bits; else none. */
    public static Optional<DirtyTracker> choose(Linux linux, Log log) {
        if (MemoryTracking.writeProtection(linux)) {
            return Optional.of(new UserfaultTracker(linux, log));
        }
        if (MemoryTracking.softDirty(linux)) {
            return Optional.of(new SoftDirtyTracker(log));
        }
        return Optional.empty();
    }
}
