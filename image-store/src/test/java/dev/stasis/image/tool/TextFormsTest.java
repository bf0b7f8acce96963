package dev.stasis.image.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The expected texts are those of crit 4.1.1. */
class TextFormsTest {

    @Test
    void writesAddressesAsCritDoes() {
        assertEquals("127.0.0.1", AddressText.text(List.of(0x0100007f)));
        assertEquals("::ffff:127.0.0.1", AddressText.text(List.of(0, 0, 0xffff0000, 0x0100007f)));
        assertEquals("::403:201", AddressText.text(List.of(0, 0, 0, 0x01020304)));
        assertEquals("::", AddressText.text(List.of(0, 0, 0, 0)));
        assertEquals("1:1:0:1::1:0", AddressText.text(List.of(0x01000100, 0x01000000, 0, 0x0100)));
        assertEquals("100:0:200:0:300:0:400:0", AddressText.text(List.of(1, 2, 3, 4)));
    }

    @Test
    void readsAddressesBack() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            List<Integer> words = List.of(some(random), some(random), some(random), some(random));
            assertEquals(words, AddressText.words(AddressText.text(words)));
            assertEquals(words.subList(0, 1), AddressText.words(AddressText.text(words.subList(0, 1))));
        }
    }

    private static int some(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 0xffff0000;
            default -> random.nextInt();
        };
    }

    @Test
    void writesDevicesAsCritDoes() {
        assertEquals("0:1281", DeviceText.text(0x501, false));
        assertEquals("5:1", DeviceText.text(0x501, true));
        assertEquals("5:524289", DeviceText.text(0x80000501, true));
        assertEquals("4095:1048575", DeviceText.text(-1, true));
        assertEquals(0x80000501, DeviceText.value("5:524289", true));
        assertEquals(0x12345678, DeviceText.value(DeviceText.text(0x12345678, false), false));
    }

    @Test
    void writesFlagsAsCritDoes() {
        FlagNames open = FlagNames.table("rfile.flags");
        assertEquals("", open.text(0));
        assertEquals("O_WRONLY | O_RDWR | O_CREAT | O_EXCL | O_NOCTTY | 0x3c", open.text(0777));
        assertEquals(0xdeadbeef, open.value(open.text(0xdeadbeef)));
    }

    @Test
    void writesNamesOfSocketsAsCritDoes() {
        assertEquals("=00abs80280", quoted("\0abs80280"));
        assertEquals("/tmp/sock=00", quoted("/tmp/sock\0"));
        assertEquals("a b=3D=20", quoted("a b= "));
        assertEquals("=2E", quoted("."));
        assertEquals("a".repeat(75) + "=\n" + "a".repeat(5), quoted("a".repeat(80)));
    }

    private static String quoted(String name) {
        return QuotedPrintable.encode(name.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void readsNamesOfSocketsBack() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            byte[] name = new byte[random.nextInt(110)];
            for (int j = 0; j < name.length; j++) {
                name[j] = (byte) (random.nextInt(3) == 0 ? "\r\n =.\t0".charAt(random.nextInt(7)) : random.nextInt());
            }
            assertArrayEquals(name, QuotedPrintable.decode(QuotedPrintable.encode(name)));
        }
    }
}
