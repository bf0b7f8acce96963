package dev.stasis.engine.kernel.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmapsTest {
    private static final String TEXT = """
            7f3dc1e78000-7f3dc1e7a000 rw-p 00033000 fe:123 338944                     /usr/lib/a b.so (deleted)
            Size:                  8 kB
            ProtectionKey:         3
            VmFlags: rd wr mr mw me ac gd
            7ffcbd166000-7ffcbd187000 r-xs 00000000 00:00 0\s
            FilePmdMapped:         0 kB
            VmFlags: rd ex sh
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            VmFlags: ex
            """;

    private final List<MemoryArea> areas = Smaps.parse(TEXT.getBytes(StandardCharsets.ISO_8859_1));

    @Test
    void readsTheHeaderOfAnArea() {
        MemoryArea file = areas.get(0);
        assertEquals(0x7f3dc1e78000L, file.start());
        assertEquals(0x7f3dc1e7a000L, file.end());
        assertEquals(3, file.protection());
        assertFalse(file.shared());
        assertEquals(0x33000, file.offset());
        assertEquals((0x23 | 0xfe << 8) + (0x100L << 12), file.device());
        assertEquals(338944, file.inode());
        assertEquals("/usr/lib/a b.so (deleted)", file.name());
    }

    @Test
    void readsFlagsAndKeys() {
        assertEquals(3, areas.get(0).protectionKey());
        assertTrue(areas.get(0).has("gd"));
        assertTrue(areas.get(0).has("rd"));
        assertFalse(areas.get(0).has("sh"));
        assertTrue(areas.get(1).has("sh"));
        assertTrue(areas.get(1).shared());
    }

    @Test
    void takesLettersForFlagsOnlyWhereAFlagBegins() {
        MemoryArea area = new MemoryArea(0, 4096, 0, false, 0, 0, 0, "", "rd de", 0);
        assertFalse(area.has("d "));
        assertFalse(area.has(" d"));
        assertTrue(area.has("de"));
    }

    @Test
    void readsAreasWithoutANameAndTheLastPage() {
        assertEquals("", areas.get(1).name());
        assertEquals("[vsyscall]", areas.get(2).name());
        assertEquals(0xffffffffff600000L, areas.get(2).start());
        assertEquals(3, areas.size());
    }
}
