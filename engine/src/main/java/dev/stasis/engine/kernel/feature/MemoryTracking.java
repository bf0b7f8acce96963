package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.call.Linux;

/** By which of its means the kernel can tell what a process has written. */
public final class MemoryTracking {
    private MemoryTracking() {}

    /** userfaultfd's asynchronous write protection, read by PAGEMAP_SCAN: both since Linux 6.7. */
    public static boolean writeProtection(Linux linux) {
        return MemoryQuestions.writeProtection(linux).isEmpty();
    }

    /** Soft-dirty bits, which also need PAGEMAP_SCAN to be read quickly. */
    public static boolean softDirty(Linux linux) {
        return MemoryQuestions.softDirty(linux).isEmpty();
    }
}
