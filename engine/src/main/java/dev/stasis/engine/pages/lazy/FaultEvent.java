package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Block;

/** What a userfaultfd tells of the program whose memory it watches: struct uffd_msg. */
sealed interface FaultEvent {
    /** Bytes of struct uffd_msg. */
    int BYTES = 32;

    /** Somebody waits for the page at {@code address}. */
    record Touched(long address) implements FaultEvent {}

    /** A child with a copy of the memory was made; what the copy lacks is told by {@code descriptor}, new in this process. */
    record Forked(int descriptor) implements FaultEvent {}

    /** mremap(2). */
    record Moved(long from, long to, long length) implements FaultEvent {}

    /** madvise(2) with MADV_DONTNEED and its kin: the range reads as zeros from now on. */
    record Dropped(long start, long end) implements FaultEvent {}

    /** munmap(2), or a mapping in the place of another. */
    record Unmapped(long start, long end) implements FaultEvent {}

    static FaultEvent of(Block message) {
        int kind = Byte.toUnsignedInt(message.getByte(0));
        return switch (kind) {
            case Userfaultfd.UFFD_EVENT_PAGEFAULT -> new Touched(message.getLong(16));
            case Userfaultfd.UFFD_EVENT_FORK -> new Forked(message.getInt(8));
            case Userfaultfd.UFFD_EVENT_REMAP ->
                new Moved(message.getLong(8), message.getLong(16), message.getLong(24));
            case Userfaultfd.UFFD_EVENT_REMOVE -> new Dropped(message.getLong(8), message.getLong(16));
            case Userfaultfd.UFFD_EVENT_UNMAP -> new Unmapped(message.getLong(8), message.getLong(16));
            default -> throw new IllegalStateException("userfaultfd told event " + kind + ", which was not asked for");
        };
    }
}
