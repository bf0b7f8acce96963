package dev.stasis.image.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.stasis.image.FilledImages;
import dev.stasis.image.Framing;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordWriter;
import dev.stasis.image.SampleSet;
import dev.stasis.image.proto.FownEntry;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import dev.stasis.image.proto.RegFileEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageToolTest {
    private static final String FDS = """
            100
            \t      0: /dev/null
            \t      1: pipe[9]
            \t      5: EVENTFD.5
            \t      7: MEMFD.6
            \t    cwd: /
            \t   root: /
            102
            """;

    private static final String MEMS = """
            100
            \texe                                     /bin/sample
            \t00400000-00402000                   r-x /bin/sample
            """;

    private static final String RSS = """
            100
            \t400000 / 1              00400000 / 2        /bin/sample
            \t                      \s
            """;

    @TempDir
    Path directory;

    private final ImageTool tool = new ImageTool();

    static Stream<ImageType<?>> typesWithRecords() {
        return ImageType.all().stream().filter(type -> type.framing() != Framing.RAW);
    }

    private String decode(Path image, ImageTool.Style style) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        tool.decode(image, json, style);
        return json.toString(StandardCharsets.UTF_8);
    }

    private String explore(Topic topic) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        tool.explore(directory, topic, text);
        return text.toString(StandardCharsets.UTF_8);
    }

    private void encodeAgain(Path image, ImageTool.Style style) throws IOException {
        Path again = directory.resolve("again");
        Files.deleteIfExists(again);
        tool.encode(decode(image, style), again);
        assertArrayEquals(Files.readAllBytes(image), Files.readAllBytes(again), style + " " + image);
    }

    @ParameterizedTest
    @MethodSource("typesWithRecords")
    void makesTheSameBytesOfTheTextOfAnImage(ImageType<?> type) throws IOException {
        for (int seed = 1; seed <= 5; seed++) {
            Path image = directory.resolve(seed + type.fileName(1));
            new FilledImages(seed).write(image, type);
            encodeAgain(image, ImageTool.Style.PLAIN);
            encodeAgain(image, ImageTool.Style.PRETTY);
        }
    }

    @Test
    void showsPagemapsAsCritOfTheirTimeDoes() throws IOException {
        Path image = directory.resolve("pagemap-1.img");
        try (RecordWriter<PagemapEntry> writer = RecordWriter.create(image, ImageType.PAGEMAP)) {
            writer.nested(PagemapHead.newBuilder().setPagesId(3).build());
            writer.write(PagemapEntry.newBuilder()
                    .setVaddr(4096)
                    .setCompatNrPages(2)
                    .setFlags(4)
                    .build());
            writer.write(PagemapEntry.newBuilder()
                    .setVaddr(16384)
                    .setCompatNrPages(0)
                    .setFlags(6)
                    .setNrPages(5)
                    .build());
        }
        assertEquals(
                "{\"magic\": \"PAGEMAP\", \"entries\": [{\"pages_id\": 3}, "
                        + "{\"vaddr\": 4096, \"nr_pages\": 2, \"flags\": 4}, "
                        + "{\"vaddr\": 16384, \"compat_nr_pages\": 0, \"flags\": 6, \"nr_pages\": 5}]}",
                decode(image, ImageTool.Style.PLAIN));
        encodeAgain(image, ImageTool.Style.PLAIN);
    }

    @Test
    void keepsPathsThatAreNoUtf8() throws IOException {
        Path image = directory.resolve("reg-files.img");
        RegFileEntry.Builder file = RegFileEntry.newBuilder()
                .setId(1)
                .setFlags(0x8001)
                .setPos(0)
                .setFown(FownEntry.newBuilder()
                        .setUid(0)
                        .setEuid(0)
                        .setSignum(0)
                        .setPidType(0)
                        .setPid(0))
                .setNameBytes(
                        ByteString.copyFrom(new byte[] {'/', (byte) 0xff, (byte) 0xc3, (byte) 0xa4, (byte) 0x80}));
        try (RecordWriter<RegFileEntry> writer = RecordWriter.create(image, ImageType.REG_FILES)) {
            writer.write(file.build());
        }
        assertTrue(decode(image, ImageTool.Style.PLAIN).contains("\"name\": \"/\\udcff\\u00e4\\udc80\""));
        encodeAgain(image, ImageTool.Style.PLAIN);
        assertTrue(decode(image, ImageTool.Style.PRETTY).contains("\"flags\": \"O_WRONLY | O_LARGEFILE\""));
    }

    @Test
    void readsImagesWithoutTheCommonMagic() throws IOException {
        Path image = directory.resolve("core-1.img");
        new FilledImages(1).write(image, ImageType.CORE);
        byte[] bytes = Files.readAllBytes(image);
        String expected = decode(image, ImageTool.Style.PLAIN);
        Path old = directory.resolve("old");
        Files.write(old, java.util.Arrays.copyOfRange(bytes, 4, bytes.length));
        assertEquals(expected, decode(old, ImageTool.Style.PLAIN));
    }

    @Test
    void refusesFilesThatAreNoImages() throws IOException {
        Path pages = directory.resolve("pages-1.img");
        Files.write(pages, new byte[4096]);
        assertThrows(ImageDamagedException.class, () -> decode(pages, ImageTool.Style.PLAIN));
        Files.write(pages, new byte[3]);
        assertThrows(ImageDamagedException.class, () -> decode(pages, ImageTool.Style.PLAIN));
    }

    @Test
    void refusesTextsThatAreNoImages() {
        for (String text : List.of(
                "",
                "[",
                "[]",
                "{\"magic\": 1}",
                "{\"magic\": \"NOSUCH\", \"entries\": []}",
                "{\"magic\": \"FS\", \"entries\": [{\"cwd_id\": 1}]}",
                "{\"magic\": \"FS\", \"entries\": [{\"cwd_id\": 1, \"root_id\": 4294967296}]}",
                "{\"magic\": \"FS\", \"entries\": [{\"cwd_id\": 1, \"root_id\": 2, \"nosuch\": 3}]}",
                "{\"magic\": \"FS\", \"entries\": [{\"cwd_id\": 1.5, \"root_id\": 2}]}",
                "{\"magic\": \"FS\", \"entries\": [{\"cwd_id\": 1, \"root_id\": 2}]} more",
                "{\"magic\": \"PIPES_DATA\", \"entries\": [{\"pipe_id\": 1, \"bytes\": 5, \"extra\": \"AAAA\"}]}",
                "[".repeat(100_000))) {
            Path image = directory.resolve("image" + text.hashCode());
            assertThrows(BadImageText.class, () -> tool.encode(text, image), text);
        }
    }

    @Test
    void countsTheRecordsOfAnImage() throws IOException {
        new SampleSet().write(directory);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        tool.info(directory.resolve("ghost-file-1.img"), json);
        assertEquals("{\n    \"magic\": \"GHOST_FILE\",\n    \"count\": 3\n}", json.toString(StandardCharsets.UTF_8));
    }

    @Test
    void showsTheTreeWithZombies() {
        new SampleSet().write(directory);
        assertEquals("""
                    PID   PGID    SID   COMM
                    100    100    100   sample
                    102    100    100       sample
                    103    100    100       sample
                """, explore(Topic.PS));
    }

    @Test
    void showsOpenFilesOfLivingTasks() {
        new SampleSet().write(directory);
        assertTrue(explore(Topic.FDS).startsWith(FDS), explore(Topic.FDS));
    }

    @Test
    void showsMappingsAndKeptPages() {
        new SampleSet().write(directory);
        assertTrue(explore(Topic.MEMS).startsWith(MEMS), explore(Topic.MEMS));
        assertTrue(explore(Topic.RSS).startsWith(RSS), explore(Topic.RSS));
    }

    @Test
    void answersExitCodesOfCommands() throws IOException {
        new SampleSet().write(directory);
        String pstree = directory.resolve("pstree.img").toString();
        assertEquals(0, run("", "show", pstree));
        assertEquals(
                0,
                run(
                        "",
                        "decode",
                        "-i",
                        pstree,
                        "-o",
                        directory.resolve("out.json").toString()));
        String json = Files.readString(directory.resolve("out.json"));
        assertEquals(0, run(json, "encode", "-o", directory.resolve("again.img").toString()));
        assertArrayEquals(
                Files.readAllBytes(directory.resolve("pstree.img")),
                Files.readAllBytes(directory.resolve("again.img")));
        assertEquals(1, run("", "show", directory.resolve("nosuch").toString()));
        assertEquals(1, run("no json", "encode"));
        assertEquals(2, run("", "show"));
        assertEquals(2, run("", "nosuch"));
        assertEquals(2, run("", "x", directory.toString(), "nosuch"));
    }

    private static int run(String in, String... arguments) throws IOException {
        return new ImageCommand(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        new ByteArrayOutputStream())
                .run(List.of(arguments));
    }
}
