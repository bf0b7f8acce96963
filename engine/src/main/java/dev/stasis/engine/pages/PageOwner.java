package dev.stasis.engine.pages;

import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;

/**
 * Whose pages a pagemap tells.
 *
 * @param number pid, or the number of the shared memory
 */
public record PageOwner(Kind kind, long number) {
    /** What it is. */
    public enum Kind {
        TASK,
        SHARED_MEMORY
    }

    public static PageOwner task(int pid) {
        return new PageOwner(Kind.TASK, pid);
    }

    public static PageOwner sharedMemory(long number) {
        return new PageOwner(Kind.SHARED_MEMORY, number);
    }

    /** In which kind of file its pagemap is, under {@link #number}. */
    public ImageType<PagemapEntry> image() {
        return kind == Kind.TASK ? ImageType.PAGEMAP : ImageType.PAGEMAP_SHMEM;
    }

    @Override
    public String toString() {
        return kind == Kind.TASK ? "process " + number : "shared memory " + number;
    }
}
