package dev.stasis.image.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.RecordWriter;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageChainTest {
    private static final int PAGE = PageFlags.PAGE_SIZE;

    @TempDir
    Path root;

    private Path set(String name, String parent) throws IOException {
        Path set = Files.createDirectory(root.resolve(name));
        if (!parent.isEmpty()) {
            Files.createSymbolicLink(set.resolve("parent"), Path.of("../" + parent));
        }
        return set;
    }

    private static void map(Path set, int stored, PagemapEntry.Builder... runs) throws IOException {
        try (RecordWriter<PagemapEntry> map = RecordWriter.create(set.resolve("pagemap-1.img"), ImageType.PAGEMAP)) {
            map.nested(PagemapHead.newBuilder().setPagesId(1).build());
            for (PagemapEntry.Builder run : runs) {
                map.write(run.build());
            }
        }
        Files.write(set.resolve("pages-1.img"), new byte[stored * PAGE]);
    }

    private static PagemapEntry.Builder run(long page, int count) {
        return PagemapEntry.newBuilder().setVaddr(page * PAGE).setCompatNrPages(count);
    }

    private static List<PageSegment> locate(Path set) {
        return PageChain.open(ImageDirectory.at(set), ImageType.PAGEMAP, 1).locateAll();
    }

    @Test
    void readsAllStylesOfPagemaps() throws IOException {
        Path older = set("older", "");
        map(older, 4, run(1, 4));
        Path set = set("set", "older");
        map(
                set,
                3,
                run(1, 1).setInParent(true),
                run(2, 1).setFlags(4),
                run(3, 0).setFlags(6).setNrPages(2));
        assertEquals(
                List.of(
                        new PageSegment(PAGE, 1, false, set.resolve("parent/pages-1.img"), 0),
                        new PageSegment(2 * PAGE, 1, false, set.resolve("pages-1.img"), 0),
                        new PageSegment(3 * PAGE, 2, true, set.resolve("pages-1.img"), PAGE)),
                locate(set));
    }

    @Test
    void goesThroughTwoParents() throws IOException {
        map(set("first", ""), 5, run(10, 5).setFlags(4));
        map(
                set("second", "first"),
                1,
                run(10, 2).setFlags(1),
                run(12, 1).setFlags(4),
                run(13, 2).setFlags(1));
        Path third = set("third", "second");
        map(third, 0, run(11, 3).setFlags(1));
        assertEquals(
                List.of(
                        new PageSegment(11 * PAGE, 1, false, third.resolve("parent/parent/pages-1.img"), PAGE),
                        new PageSegment(12 * PAGE, 1, false, third.resolve("parent/pages-1.img"), 0),
                        new PageSegment(13 * PAGE, 1, false, third.resolve("parent/parent/pages-1.img"), 3 * PAGE)),
                locate(third));
    }

    @Test
    void refusesPagesThatNoParentHas() throws IOException {
        map(set("older", ""), 1, run(1, 1).setFlags(4));
        Path set = set("set", "older");
        map(set, 0, run(1, 2).setFlags(1));
        assertThrows(ImageDamagedException.class, () -> locate(set));
        Path alone = set("alone", "");
        map(alone, 0, run(1, 1).setFlags(1));
        assertThrows(ImageDamagedException.class, () -> locate(alone));
    }

    @Test
    void refusesACircleOfParents() throws IOException {
        Path set = set("set", "set");
        map(set, 0, run(1, 1).setFlags(1));
        assertThrows(ImageDamagedException.class, () -> locate(set));
    }

    @Test
    void refusesRunsThatOverlapOrHaveNoPages() throws IOException {
        Path set = set("set", "");
        for (PagemapEntry.Builder[] runs : new PagemapEntry.Builder[][] {
            {run(1, 2), run(2, 1)},
            {run(1, 0)},
            {run(1, 9)},
            {run(1, 1).setVaddr(5)},
            {run(1, 1).setFlags(8)},
            {run(1, 1).setFlags(5)},
            {run(1, 0).setNrPages(-1)},
            {run(1, 1).setVaddr(-PAGE)}
        }) {
            Files.deleteIfExists(set.resolve("pagemap-1.img"));
            map(set, 4, runs);
            assertThrows(ImageDamagedException.class, () -> locate(set));
        }
    }

    @Test
    void writesPagemapsThatOlderReadersKnow() throws IOException {
        Path set = set("set", "");
        try (PagemapWriter map = PagemapWriter.create(set.resolve("pagemap-1.img"), ImageType.PAGEMAP, 9)) {
            map.add(PAGE, 1, PageFlags.PRESENT);
            map.add(2 * PAGE, 2, PageFlags.PRESENT);
            map.add(8 * PAGE, 1, PageFlags.PARENT);
            assertEquals(3, map.storedPages());
        }
        try (var records = ImageDirectory.at(set).records(ImageType.PAGEMAP, 1)) {
            assertEquals(9, records.nested(PagemapHead.parser()).getPagesId());
            records.next();
            assertEquals(run(1, 3).setFlags(4).build(), records.record());
            records.next();
            assertEquals(run(8, 1).setFlags(1).setInParent(true).build(), records.record());
        }
    }
}
