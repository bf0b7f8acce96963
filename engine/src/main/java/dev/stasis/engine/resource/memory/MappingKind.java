package dev.stasis.engine.resource.memory;

/** What is behind a mapping. */
public enum MappingKind {
    /** Private memory of no file. */
    ANONYMOUS,
    /** As {@link #ANONYMOUS}; the part that brk(2) made. */
    HEAP,
    /** A file with a path, shared or private. */
    FILE,
    /** A memfd, or shared anonymous memory that the real CRIU took for one; shared or private. */
    MEMORY_FILE,
    /** Memory of no file, shared with other processes: MAP_SHARED and MAP_ANONYMOUS. */
    SHARED_ANONYMOUS,
    /** A segment of shmat(2). */
    SYSV_SEGMENT,
    /** The kernel's code for user space. */
    VDSO,
    /** The data behind {@link #VDSO}. */
    VVAR,
    /** The one page above user space that old programs call; there is nothing to keep. */
    VSYSCALL,
    /** A ring of io_setup(2). */
    AIO_RING,
    /** A ring of a packet socket. */
    PACKET_RING,
    /** A user shadow stack. */
    SHADOW_STACK,
    /** No mapping, but a range in one that MADV_GUARD_INSTALL has made inaccessible. */
    GUARD;

    /** Whether its pages can differ from all that can be had elsewhere, so that they belong into the task's own pagemap. */
    public boolean mayHavePages() {
        return this == ANONYMOUS || this == HEAP || this == FILE || this == MEMORY_FILE || this == SHADOW_STACK;
    }
}
