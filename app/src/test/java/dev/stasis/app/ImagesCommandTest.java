package dev.stasis.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.image.ImageType;
import dev.stasis.image.LooseImage;
import dev.stasis.image.proto.CpuinfoEntry;
import dev.stasis.image.proto.CpuinfoX86Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @BeforeEach
    void writeAnImage() throws IOException {
        CpuinfoX86Entry entry = CpuinfoX86Entry.newBuilder()
                .setVendorId(CpuinfoX86Entry.Vendor.AMD)
                .setCpuFamily(1)
                .setModel(2)
                .setStepping(3)
                .setCapabilityVer(2)
                .build();
        LooseImage.write(
                directory,
                ImageType.CPUINFO,
                CpuinfoEntry.newBuilder().addX86Entry(entry).build());
    }

    @Test
    void showsAnImageAsText() {
        assertEquals(0, run("show", image()));
        assertTrue(text(out).contains("\"cpu_family\": 1"), text(out));
    }

    @Test
    void whatIsDecodedCanBeEncoded() throws IOException {
        Path json = directory.resolve("json");
        Path again = directory.resolve("again");
        assertEquals(0, run("decode", "-i", image(), "-o", json.toString(), "--pretty"));
        assertEquals(0, run("encode", "-i", json.toString(), "-o", again.toString()));
        assertArrayEquals(Files.readAllBytes(Path.of(image())), Files.readAllBytes(again));
    }

    @Test
    void infoTellsTheMagic() {
        assertEquals(0, run("info", image()));
        assertTrue(text(out).contains("CPUINFO"), text(out));
    }

    @Test
    void exploringWhatIsNoSetIsOneSentence() {
        assertEquals(1, run("explore", directory.toString(), "ps"));
        assertEquals(1, text(err).lines().count(), text(err));
    }

    @Test
    void wrongWordsShowTheUsage() {
        assertTrue(run("explore", directory.toString(), "nonsense") != 0);
        assertTrue(text(err).contains("ps|fds|mems|rss"), text(err));
    }

    private String image() {
        return directory.resolve("cpuinfo.img").toString();
    }

    private int run(String... words) {
        Terminal terminal = new Terminal(stream(out), stream(err), "stasis");
        return new ImagesCommand(InputStream.nullInputStream(), terminal).run(List.of(words));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
