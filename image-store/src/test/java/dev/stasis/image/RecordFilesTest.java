package dev.stasis.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import dev.stasis.image.proto.IpcMsgEntry;
import dev.stasis.image.proto.PagemapHead;
import dev.stasis.image.proto.PstreeEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFilesTest {
    @TempDir
    Path directory;

    static Stream<ImageType<?>> typesWithRecords() {
        return ImageType.all().stream().filter(type -> type.framing() != Framing.RAW);
    }

    @ParameterizedTest
    @MethodSource("typesWithRecords")
    <M extends Message> void readsWhatItWrote(ImageType<M> type) throws IOException {
        Path file = directory.resolve(type.fileName(1));
        List<M> written = new FilledImages(3).write(file, type);
        assertEquals(written, read(file, type));
    }

    @SuppressWarnings("unchecked") // as the type says
    private static <M extends Message> List<M> read(Path file, ImageType<M> type) {
        List<M> all = new ArrayList<>();
        try (RecordReader<M> records = RecordReader.open(file, type)) {
            if (type.multiplicity() == Multiplicity.HEAD_AND_MANY) {
                assertEquals(7, records.nested(PagemapHead.parser()).getPagesId());
            }
            while (records.next()) {
                all.add(records.record());
                if (type.payload() == Payload.MESSAGES) {
                    MessageQueue.read((RecordReader<IpcMsgEntry>) records);
                } else if (type.payload() == Payload.GHOST) {
                    records.skip(records.remaining());
                }
            }
        }
        return all;
    }

    @Test
    void findsEachTypeByTheNamesThatItGives() {
        Set<String> names = new HashSet<>();
        for (ImageType<?> type : ImageType.all()) {
            String name = type.fileName(0x1f);
            assertTrue(names.add(name), name);
            ImageName parsed = ImageName.parse(name).orElseThrow();
            assertEquals(type, parsed.type(), name);
            assertEquals(type.numbering() == Numbering.NONE ? 0 : 0x1f, parsed.number(), name);
        }
        for (String other : List.of("core-01.img", "core-.img", "core-1", "core--1.img", "core-x.img", "dump.log")) {
            assertEquals(Optional.empty(), ImageName.parse(other));
        }
    }

    @Test
    void readsAllThreeStylesOfHeaders() throws IOException {
        byte[] record = Files.readAllBytes(writePstree());
        assertEquals(
                ImageType.COMMON_MAGIC,
                ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getInt());
        Path old = directory.resolve("old.img");
        Files.write(old, Arrays.copyOfRange(record, 4, record.length));
        assertEquals(1, read(old, ImageType.PSTREE).size());
        Path stats = directory.resolve("stats-dump");
        new FilledImages(1).write(stats, ImageType.STATS_DUMP);
        assertEquals(
                ImageType.SERVICE_MAGIC,
                ByteBuffer.wrap(Files.readAllBytes(stats))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt());
        Path inventory = directory.resolve("inventory.img");
        new FilledImages(1).write(inventory, ImageType.INVENTORY);
        assertEquals(
                ImageType.INVENTORY.magic(),
                ByteBuffer.wrap(Files.readAllBytes(inventory))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt());
    }

    @Test
    void refusesLengthsBeyondTheFileBeforeItAllocatesThem() throws IOException {
        Path file = writePstree();
        for (int length : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1000}) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, length);
            Path damaged = directory.resolve("damaged.img");
            Files.write(damaged, bytes);
            ImageDamagedException refused =
                    assertThrows(ImageDamagedException.class, () -> read(damaged, ImageType.PSTREE));
            assertEquals(0, refused.recordIndex());
        }
    }

    @Test
    void takesAFileThatIsNotThereForAnEmptyOne() {
        assertEquals(List.of(), read(directory.resolve("pstree.img"), ImageType.PSTREE));
        assertFalse(ImageDirectory.at(directory).has(ImageType.PSTREE, 0));
    }

    private Path writePstree() throws IOException {
        Path file = directory.resolve("pstree.img");
        try (RecordWriter<PstreeEntry> writer = RecordWriter.create(file, ImageType.PSTREE)) {
            writer.write(PstreeEntry.newBuilder()
                    .setPid(1)
                    .setPpid(0)
                    .setPgid(1)
                    .setSid(1)
                    .build());
        }
        return file;
    }
}
