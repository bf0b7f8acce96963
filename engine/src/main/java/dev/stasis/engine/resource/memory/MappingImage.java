package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.image.proto.VmaEntry;
import java.util.Optional;
import java.util.OptionalInt;

/** A mapping as a VmaEntry and back. The kind is a set of bits there: the status. */
final class MappingImage {
    /** To be made again by the restore. */
    private static final int REGULAR = 0x1;

    private static final int VSYSCALL = 0x4;
    private static final int VDSO = 0x8;
    private static final int HEAP = 0x20;
    private static final int FILE_PRIVATE = 0x40;
    private static final int FILE_SHARED = 0x80;
    private static final int ANONYMOUS_SHARED = 0x100;
    private static final int ANONYMOUS_PRIVATE = 0x200;
    private static final int SYSV = 0x400;
    private static final int SOCKET = 0x800;
    private static final int VVAR = 0x1000;
    private static final int AIO_RING = 0x2000;
    private static final int MEMFD = 0x4000;
    private static final int SHADOW_STACK = 0x8000;
    private static final int GUARD = 0x10000;
    private static final int UPROBES = 0x20000;
    private static final int PLUGIN = 0x8000000;

    private static final int PROT_WRITE = 2;
    private static final int READ_ONLY = 0;
    private static final int READ_WRITE = 2;

    private MappingImage() {}

    static VmaEntry write(Mapping mapping) {
        VmaEntry.Builder entry = VmaEntry.newBuilder()
                .setStart(mapping.start())
                .setEnd(mapping.end())
                .setPgoff(mapping.offset())
                .setShmid(mapping.object())
                .setProt(mapping.protection())
                .setFlags(mapping.flags())
                .setStatus(status(mapping))
                .setFd(-1);
        if (mapping.advice() != 0) {
            entry.setMadv(mapping.advice());
        }
        mapping.access().ifPresent(entry::setFdflags);
        return entry.build();
    }

    private static int status(Mapping mapping) {
        int file = mapping.shared() ? FILE_SHARED : FILE_PRIVATE;
        return switch (mapping.kind()) {
            case ANONYMOUS -> REGULAR | ANONYMOUS_PRIVATE;
            case HEAP -> REGULAR | ANONYMOUS_PRIVATE | HEAP;
            case FILE -> REGULAR | file;
            case MEMORY_FILE -> REGULAR | file | MEMFD;
            case SHARED_ANONYMOUS -> REGULAR | ANONYMOUS_SHARED;
            case SYSV_SEGMENT -> REGULAR | ANONYMOUS_SHARED | SYSV;
            case VDSO -> REGULAR | ANONYMOUS_PRIVATE | VDSO;
            case VVAR -> REGULAR | ANONYMOUS_PRIVATE | VVAR;
            case VSYSCALL -> ANONYMOUS_PRIVATE | VSYSCALL;
            case AIO_RING -> AIO_RING;
            case PACKET_RING -> REGULAR | SOCKET;
            case SHADOW_STACK -> REGULAR | ANONYMOUS_PRIVATE | SHADOW_STACK;
            case GUARD -> GUARD;
        };
    }

    /** Empty for what needs no restore and no mention: the kernel's page for uprobes. */
    static Optional<Mapping> read(VmaEntry entry, String image) {
        if (is(entry, UPROBES)) {
            return Optional.empty();
        }
        Mapping mapping = new Mapping(
                entry.getStart(),
                entry.getEnd(),
                kind(entry, image),
                entry.getProt(),
                entry.getFlags(),
                entry.getPgoff(),
                entry.getShmid(),
                access(entry),
                entry.getMadv());
        boolean toldPrivate = is(entry, FILE_PRIVATE | ANONYMOUS_PRIVATE);
        boolean toldShared = is(entry, FILE_SHARED | ANONYMOUS_SHARED);
        if ((toldPrivate && mapping.shared()) || (toldShared && !mapping.shared())) {
            throw new ImageDamaged(image + " says of the mapping " + mapping.range() + " both that it is shared and"
                    + " that it is private");
        }
        return Optional.of(mapping);
    }

    private static MappingKind kind(VmaEntry entry, String image) {
        if (is(entry, PLUGIN)) {
            throw new Unsupported(image + " has a device at 0x" + Long.toHexString(entry.getStart())
                    + " that a plugin of CRIU saved, which cannot be restored");
        }
        if (is(entry, GUARD)) {
            return MappingKind.GUARD;
        } else if (is(entry, VSYSCALL)) {
            return MappingKind.VSYSCALL;
        } else if (is(entry, AIO_RING)) {
            return MappingKind.AIO_RING;
        } else if (is(entry, SHADOW_STACK)) {
            return MappingKind.SHADOW_STACK;
        } else if (is(entry, SOCKET)) {
            return MappingKind.PACKET_RING;
        } else if (is(entry, SYSV)) {
            return MappingKind.SYSV_SEGMENT;
        } else if (is(entry, VVAR)) {
            return MappingKind.VVAR;
        } else if (is(entry, VDSO)) {
            return MappingKind.VDSO;
        } else if (is(entry, FILE_PRIVATE | FILE_SHARED)) {
            return is(entry, MEMFD) ? MappingKind.MEMORY_FILE : MappingKind.FILE;
        } else if (is(entry, ANONYMOUS_SHARED)) {
            return MappingKind.SHARED_ANONYMOUS;
        } else if (is(entry, ANONYMOUS_PRIVATE)) {
            return is(entry, HEAP) ? MappingKind.HEAP : MappingKind.ANONYMOUS;
        }
        throw new ImageDamaged(image + " does not say what is behind the mapping at 0x"
                + Long.toHexString(entry.getStart()) + ": its status is 0x" + Integer.toHexString(entry.getStatus()));
    }

    /** Old images do not tell: then a shared mapping that may be written needs a file opened for that. */
    private static OptionalInt access(VmaEntry entry) {
        if (!is(entry, FILE_PRIVATE | FILE_SHARED)) {
            return OptionalInt.empty();
        }
        if (entry.hasFdflags()) {
            return OptionalInt.of(entry.getFdflags() & 3);
        }
        boolean writes = is(entry, FILE_SHARED) && (entry.getProt() & PROT_WRITE) != 0;
        return OptionalInt.of(writes ? READ_WRITE : READ_ONLY);
    }

    private static boolean is(VmaEntry entry, int bits) {
        return (entry.getStatus() & bits) != 0;
    }
}
