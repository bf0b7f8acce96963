package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.image.proto.VmaEntry;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingImageTest {
    /** Kind, MAP_* flags and status as the real CRIU writes them. */
    @ParameterizedTest
    @CsvSource({
        "FILE, 0x2, 0x41",
        "FILE, 0x1, 0x81",
        "ANONYMOUS, 0x22, 0x201",
        "ANONYMOUS, 0x122, 0x201",
        "HEAP, 0x22, 0x221",
        "VDSO, 0x22, 0x209",
        "VVAR, 0x22, 0x1201",
        "VSYSCALL, 0x22, 0x204",
        "MEMORY_FILE, 0x1, 0x4081",
        "MEMORY_FILE, 0x2, 0x4041",
        "SHARED_ANONYMOUS, 0x21, 0x101",
        "SYSV_SEGMENT, 0x21, 0x501",
        "AIO_RING, 0x0, 0x2000",
        "PACKET_RING, 0x1, 0x801",
        "SHADOW_STACK, 0x22, 0x8201",
        "GUARD, 0x0, 0x10000"
    })
    void everyKindHasItsStatus(MappingKind kind, String flags, String status) {
        boolean file = kind == MappingKind.FILE || kind == MappingKind.MEMORY_FILE;
        Mapping mapping = new Mapping(
                4096,
                8192,
                kind,
                3,
                Integer.decode(flags),
                0,
                file ? 5 : 0,
                file ? OptionalInt.of(2) : OptionalInt.empty(),
                1 << 14);
        VmaEntry entry = MappingImage.write(mapping);
        assertEquals(Integer.decode(status), entry.getStatus());
        assertEquals(-1, entry.getFd());
        assertEquals(mapping, MappingImage.read(entry, "mm-1.img").orElseThrow());
    }

    @Test
    void takesWhatOldImagesDoNotTellOfAFileFromTheProtection() {
        assertEquals(OptionalInt.of(2), read(entry(0x81, 0x1, 3)).access());
        assertEquals(OptionalInt.of(0), read(entry(0x81, 0x1, 1)).access());
        assertEquals(OptionalInt.of(0), read(entry(0x41, 0x2, 3)).access());
        assertEquals(OptionalInt.empty(), read(entry(0x201, 0x22, 3)).access());
    }

    @Test
    void refusesWhatIsBothSharedAndPrivate() {
        assertThrows(ImageDamaged.class, () -> read(entry(0x41, 0x1, 3)));
        assertThrows(ImageDamaged.class, () -> read(entry(0x101, 0x22, 3)));
    }

    @Test
    void refusesPluginsAndUnknownKinds() {
        assertThrows(Unsupported.class, () -> read(entry(0x8000001, 0x1, 3)));
        assertThrows(ImageDamaged.class, () -> read(entry(0x1, 0x22, 3)));
    }

    @Test
    void leavesThePageOfUprobesOut() {
        assertTrue(MappingImage.read(entry(0x20201, 0x22, 5), "mm-1.img").isEmpty());
    }

    private static Mapping read(VmaEntry entry) {
        return MappingImage.read(entry, "mm-1.img").orElseThrow();
    }

    private static VmaEntry entry(int status, int flags, int protection) {
        return VmaEntry.newBuilder()
                .setStart(4096)
                .setEnd(8192)
                .setPgoff(0)
                .setShmid(1)
                .setProt(protection)
                .setFlags(flags)
                .setStatus(status)
                .setFd(-1)
                .build();
    }
}
