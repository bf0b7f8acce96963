package dev.stasis.image.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.image.ImageDamagedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedPagesTest {
    private static final int PAGE = 4096;

    @TempDir
    Path root;

    private Path plain;

    @BeforeEach
    void nameTheFile() {
        plain = root.resolve("pages-1.img");
    }

    /** Pages of which some are random, some alike and some zero. */
    private static byte[] pages(int count, long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[count * PAGE];
        for (int page = 0; page < count; page++) {
            int kind = random.nextInt(3);
            for (int i = 0; i < PAGE && kind > 0; i++) {
                content[page * PAGE + i] = (byte) (kind == 1 ? i : random.nextInt());
            }
        }
        return content;
    }

    private long compress(byte[] content, int level) throws IOException {
        Files.write(plain, content);
        Path compressed = CompressedPages.fileOf(plain);
        Files.deleteIfExists(compressed);
        FileChannel channel = FileChannel.open(compressed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        long copied;
        try (PageBlocks blocks = PageBlocks.of(plain)) {
            copied = PagesCopy.copy(blocks, compressed, channel, new PagesForm(level), bytes -> {});
        }
        Files.delete(plain);
        return copied;
    }

    @Test
    void framesCanBeReadInAnyOrder() throws IOException {
        byte[] content = pages(700, 1);
        assertEquals(content.length, compress(content, 3));
        assertTrue(CompressedPages.isOnlyFormOf(plain));
        Random random = new Random(2);
        try (CompressedPages pages = CompressedPages.of(plain)) {
            assertEquals(content.length, pages.size());
            byte[] frame = new byte[CompressedPagesWriter.FRAME];
            for (int i = 0; i < 50; i++) {
                int offset = random.nextInt(content.length);
                int at = pages.frameAt(offset);
                pages.read(at, frame);
                assertEquals(content[offset], frame[(int) (offset - pages.offset(at))]);
            }
        }
    }

    @Test
    void anEmptyFileHasNoFrames() throws IOException {
        assertEquals(0, compress(new byte[0], 3));
        try (CompressedPages pages = CompressedPages.of(plain)) {
            assertEquals(0, pages.size());
            assertEquals(0, pages.frames());
        }
    }

    @Test
    void blocksGoAcrossFrames() throws IOException {
        byte[] content = pages(600, 3);
        compress(content, 1);
        try (PageBlocks blocks = PageBlocks.of(plain)) {
            byte[] block = new byte[300_001];
            int at = 0;
            for (int length = blocks.next(block); length > 0; length = blocks.next(block)) {
                assertArrayEquals(Arrays.copyOfRange(content, at, at + length), Arrays.copyOf(block, length));
                at += length;
            }
            assertEquals(content.length, at);
        }
    }

    @Test
    void theProgramZstdMakesThePlainFileOfIt() throws IOException, InterruptedException {
        Path zstd = Path.of("/usr/bin/zstd");
        assumeTrue(Files.isExecutable(zstd), "no zstd on this machine");
        byte[] content = pages(700, 4);
        compress(content, 3);
        Process process = new ProcessBuilder(
                        zstd.toString(),
                        "-q",
                        "-d",
                        CompressedPages.fileOf(plain).toString(),
                        "-o",
                        plain.toString())
                .inheritIO()
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertArrayEquals(content, Files.readAllBytes(plain));
    }

    @Test
    void damageIsFoundWhereverItIs() throws IOException {
        byte[] content = pages(300, 5);
        compress(content, 3);
        Path file = CompressedPages.fileOf(plain);
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(6);
        for (int i = 0; i < 400; i++) {
            byte[] bad = sound.clone();
            if (i % 4 == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            } else {
                // Every other time near the end, where the table is.
                int at = i % 2 == 0 ? random.nextInt(bad.length) : bad.length - 1 - random.nextInt(40);
                bad[at] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bad);
            if (Arrays.equals(content, readOrNothing())) {
                continue; // a bit that says nothing about the content
            }
            assertThrows(ImageDamagedException.class, this::readAll, "case " + i);
        }
    }

    private byte[] readOrNothing() throws IOException {
        try {
            return readAll();
        } catch (ImageDamagedException damaged) {
            return new byte[0];
        }
    }

    private byte[] readAll() throws IOException {
        try (PageBlocks blocks = PageBlocks.compressed(CompressedPages.fileOf(plain))) {
            byte[] all = new byte[2 << 20];
            return Arrays.copyOf(all, blocks.next(all));
        }
    }

    @Test
    void formsHaveNames() {
        assertEquals(PagesForm.PLAIN, PagesForm.parse("plain"));
        assertEquals(new PagesForm(3), PagesForm.parse("zstd"));
        assertEquals(new PagesForm(19), PagesForm.parse("zstd:19"));
        for (String bad : new String[] {"", "zstd:", "zstd:0", "zstd:20", "zstd:x", "gzip", "plain:1"}) {
            assertThrows(IllegalArgumentException.class, () -> PagesForm.parse(bad), bad);
        }
    }
}
