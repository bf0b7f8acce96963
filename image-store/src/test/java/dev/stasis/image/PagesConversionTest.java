package dev.stasis.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.image.check.ImageSetCheck;
import dev.stasis.image.compress.PagesForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesConversionTest {
    private static final PagesForm ZSTD = PagesForm.parse("zstd");

    @TempDir
    Path root;

    private Path set;

    @BeforeEach
    void writeASet() throws IOException {
        set = Files.createDirectory(root.resolve("set"));
        new SampleSet().write(set);
    }

    private static Map<String, byte[]> files(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSame(Map<String, byte[]> expected, Path directory) throws IOException {
        Map<String, byte[]> found = files(directory);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, found.get(name), name));
    }

    private static List<String> names(Path directory, String suffix) throws IOException {
        return files(directory).keySet().stream()
                .filter(name -> name.startsWith("pages-") && name.endsWith(suffix))
                .toList();
    }

    @Test
    void thereAndBackInPlaceIsTheSameSet() throws IOException {
        Map<String, byte[]> before = files(set);
        int count = names(set, ".img").size();
        assertTrue(count > 0);
        assertEquals(
                count, PagesConversion.inPlace(ImageDirectory.at(set), ZSTD).files());
        assertEquals(List.of(), names(set, ".img"));
        assertEquals(count, names(set, ".img.zst").size());
        ImageSetCheck.check(ImageSet.open(set));
        assertEquals(0, PagesConversion.inPlace(ImageDirectory.at(set), ZSTD).files());
        assertEquals(
                count,
                PagesConversion.inPlace(ImageDirectory.at(set), PagesForm.PLAIN).files());
        assertSame(before, set);
    }

    @Test
    void thereAndBackThroughCopiesIsTheSameSet() throws IOException {
        Map<String, byte[]> before = files(set);
        Path compressed = root.resolve("compressed");
        Path plain = root.resolve("plain");
        PagesConversion.into(ImageSet.open(set), compressed, ZSTD);
        assertSame(before, set);
        assertEquals(List.of(), names(compressed, ".img"));
        ImageSetCheck.check(ImageSet.open(compressed));
        PagesConversion.into(ImageSet.open(compressed), plain, PagesForm.PLAIN);
        assertSame(before, plain);
    }

    @Test
    void aConversionThatWasKilledBetweenItsStepsIsCompletedByTheNext() throws IOException {
        Map<String, byte[]> before = files(set);
        String pages = names(set, ".img").get(0);
        Path copy = root.resolve("copy");
        PagesConversion.into(ImageSet.open(set), copy, ZSTD);
        // Both forms are there: renamed, but the old one not removed yet.
        Files.copy(copy.resolve(pages + ".zst"), set.resolve(pages + ".zst"));
        ImageSetCheck.check(ImageSet.open(set));
        PagesConversion.inPlace(ImageDirectory.at(set), PagesForm.PLAIN);
        assertSame(before, set);
        Files.copy(copy.resolve(pages + ".zst"), set.resolve(pages + ".zst"));
        PagesConversion.inPlace(ImageDirectory.at(set), ZSTD);
        assertFalse(Files.exists(set.resolve(pages)));
        ImageSetCheck.check(ImageSet.open(set));
    }

    @Test
    void theNextSetInTheDirectoryTakesCompressedPagesAway() throws IOException {
        PagesConversion.inPlace(ImageDirectory.at(set), ZSTD);
        new SampleSet().write(set);
        assertEquals(List.of(), names(set, ".zst"));
    }

    @Test
    void theCopyOfASetLeadsToTheSameParent() throws IOException {
        Path parent = Files.createDirectory(root.resolve("parent-set"));
        Files.createSymbolicLink(set.resolve("parent"), Path.of("../parent-set"));
        Path beside = root.resolve("beside");
        PagesConversion.into(ImageSet.open(set), beside, ZSTD);
        assertEquals(
                "../parent-set",
                Files.readSymbolicLink(beside.resolve("parent")).toString());
        Path elsewhere = Files.createDirectory(root.resolve("else")).resolve("where");
        PagesConversion.into(ImageSet.open(set), elsewhere, ZSTD);
        assertEquals(parent.toRealPath(), elsewhere.resolve("parent").toRealPath());
    }
}
