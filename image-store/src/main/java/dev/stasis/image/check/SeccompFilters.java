package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.SeccompEntry;
import dev.stasis.image.proto.SeccompFilter;

/** The filters of all threads. A thread names its oldest one; each names the next newer. */
final class SeccompFilters {
    /** sizeof(struct sock_filter). */
    private static final int INSTRUCTION = 8;
    /** BPF_MAXINSNS. */
    private static final int MOST_INSTRUCTIONS = 4096;

    private final Spot spot;
    private final SeccompEntry filters;

    private SeccompFilters(Spot spot, SeccompEntry filters) {
        this.spot = spot;
        this.filters = filters;
    }

    static SeccompFilters read(ImageDirectory images) {
        SeccompEntry filters = images.find(ImageType.SECCOMP).orElse(SeccompEntry.getDefaultInstance());
        Spot spot = Spot.of(images, ImageType.SECCOMP, 0);
        for (SeccompFilter filter : filters.getSeccompFiltersList()) {
            int length = filter.getFilter().size();
            if (length == 0 || length % INSTRUCTION != 0 || length / INSTRUCTION > MOST_INSTRUCTIONS) {
                throw spot.damaged("seccomp_filters.filter", "has " + length + " bytes, which is no program");
            }
        }
        return new SeccompFilters(spot, filters);
    }

    /** Follows the chain of a thread to its end. */
    void checkChain(Spot thread, int oldest) {
        int count = filters.getSeccompFiltersCount();
        if (oldest < 0 || oldest >= count) {
            throw thread.damaged(
                    "thread_core.seccomp_filter",
                    "is " + Integer.toUnsignedString(oldest) + ", but there are " + count + " filters");
        }
        SeccompFilter filter = filters.getSeccompFilters(oldest);
        for (int steps = 1; filter.hasPrev(); steps++) {
            if (filter.getPrev() < 0 || filter.getPrev() >= count || steps >= count) {
                throw spot.damaged(
                        "seccomp_filters.prev",
                        "is " + Integer.toUnsignedString(filter.getPrev()) + ", which leads nowhere or in a circle");
            }
            filter = filters.getSeccompFilters(filter.getPrev());
        }
    }
}
