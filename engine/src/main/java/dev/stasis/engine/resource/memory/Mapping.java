package dev.stasis.engine.resource.memory;

import static dev.stasis.engine.kernel.abi.Mman.MAP_ANONYMOUS;
import static dev.stasis.engine.kernel.abi.Mman.MAP_DROPPABLE;
import static dev.stasis.engine.kernel.abi.Mman.MAP_HUGETLB;
import static dev.stasis.engine.kernel.abi.Mman.MAP_LOCKED;
import static dev.stasis.engine.kernel.abi.Mman.MAP_NONBLOCK;
import static dev.stasis.engine.kernel.abi.Mman.MAP_SHARED;

import java.util.OptionalInt;

/**
 * A piece of an address space.
 *
 * @param start first address
 * @param end first address behind it
 * @param protection PROT_* of sys/mman.h
 * @param flags MAP_* of sys/mman.h: shared or private, anonymous, grows down, locked, no reserve. MAP_NONBLOCK beside
 *     MAP_LOCKED means locked on fault: mmap(2) takes it too, without a meaning
 * @param offset in bytes, into what is behind it
 * @param object id of the file for FILE and MEMORY_FILE, of the socket for PACKET_RING, inode of the memory for
 *     SHARED_ANONYMOUS and SYSV_SEGMENT; else 0
 * @param access with which the file had been opened, O_RDONLY, O_WRONLY or O_RDWR; empty without a file
 * @param advice bit n for advice n of madvise(2)
 */
public record Mapping(
        long start,
        long end,
        MappingKind kind,
        int protection,
        int flags,
        long offset,
        long object,
        OptionalInt access,
        long advice) {
    /** A range that MADV_GUARD_INSTALL has made inaccessible. */
    public static Mapping guard(long start, long end) {
        return new Mapping(start, end, MappingKind.GUARD, 0, 0, 0, 0, OptionalInt.empty(), 0);
    }

    public long length() {
        return end - start;
    }

    public boolean shared() {
        return (flags & MAP_SHARED) != 0;
    }

    public boolean anonymous() {
        return (flags & MAP_ANONYMOUS) != 0;
    }

    public boolean locked() {
        return (flags & MAP_LOCKED) != 0;
    }

    public boolean lockedOnFault() {
        return locked() && (flags & MAP_NONBLOCK) != 0;
    }

    public boolean advised(int advice) {
        return (this.advice & 1L << advice) != 0;
    }

    /** Whether the task's own pagemap tells its contents. */
    public boolean mayHavePages() {
        return !shared() && kind.mayHavePages();
    }

    /**
     * Whether its pages may be brought after the task runs already: {@link
     * dev.stasis.image.pages.PageFlags#LAZY}. What is locked or huge is wanted whole, what may be dropped cannot wait for
     * anyone.
     */
    public boolean mayBeLate() {
        return mayHavePages()
                && anonymous()
                && !locked()
                && (flags & (MAP_HUGETLB | MAP_DROPPABLE)) == 0
                && (kind == MappingKind.ANONYMOUS || kind == MappingKind.HEAP);
    }

    /** "0x1000-0x2000". */
    public String range() {
        return "0x" + Long.toHexString(start) + "-0x" + Long.toHexString(end);
    }
}
