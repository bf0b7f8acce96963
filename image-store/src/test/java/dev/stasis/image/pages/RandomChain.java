package dev.stasis.image.pages;

import static dev.stasis.image.pages.PageFlags.LAZY;
import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PARENT;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PagemapEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A chain of sets with random pagemaps of a few pages, and a model of it that knows each page by itself. */
final class RandomChain {
    static final int PAGES = 40;
    static final int NONE = 0;

    /** Newest first; the flags of each page, {@link #NONE} where it is in no run. */
    final List<int[]> flags = new ArrayList<>();

    final List<Path> sets = new ArrayList<>();
    private final Random random;
    private final ImageType<PagemapEntry> type;

    private RandomChain(Random random, ImageType<PagemapEntry> type) {
        this.random = random;
        this.type = type;
    }

    /** Writes as many sets below {@code root}, each with one pagemap of number 1. */
    static RandomChain write(Path root, int length, Random random, ImageType<PagemapEntry> type) throws IOException {
        RandomChain chain = new RandomChain(random, type);
        for (int i = 0; i < length; i++) {
            chain.writeNext(root.resolve("set" + i));
        }
        return chain;
    }

    ImageDirectory newest() {
        return ImageDirectory.at(sets.get(0));
    }

    private void writeNext(Path set) throws IOException {
        Files.createDirectory(set);
        if (!sets.isEmpty()) {
            Files.createSymbolicLink(
                    set.resolve("parent"),
                    Path.of("..", String.valueOf(sets.get(0).getFileName())));
        }
        int[] next = new int[PAGES];
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (PagemapWriter map = PagemapWriter.create(set.resolve(type.fileName(1)), type, 1)) {
            for (int page = 0; page < PAGES; page++) {
                // Runs: mostly the page is as the one before.
                boolean alike = page > 0 && random.nextInt(3) > 0 && (next[page - 1] != PARENT || mayBeInParent(page));
                next[page] = alike ? next[page - 1] : pick(page);
                if (next[page] != NONE) {
                    map.add((long) page * PAGE_SIZE, 1, next[page]);
                }
                if ((next[page] & PRESENT) != 0) {
                    byte[] bytes = new byte[PAGE_SIZE];
                    random.nextBytes(bytes);
                    content.writeBytes(bytes);
                }
            }
        }
        Files.write(set.resolve("pages-1.img"), content.toByteArray());
        flags.add(0, next);
        sets.add(0, set);
    }

    private boolean mayBeInParent(int page) {
        return !flags.isEmpty() && flags.get(0)[page] != NONE;
    }

    private int pick(int page) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> NONE;
            case 2 -> PRESENT;
            case 3 -> PRESENT | LAZY;
            case 4 -> LAZY;
            default -> mayBeInParent(page) ? PARENT : PRESENT;
        };
    }

    /** What each page holds, as found through the chain; empty for pages that are stored nowhere. */
    List<Optional<String>> contents() throws IOException {
        List<Optional<String>> contents = new ArrayList<>();
        PageChain chain = PageChain.open(newest(), type, 1);
        for (long page = 0; page < PAGES; page++) {
            List<PageSegment> found = chain.locate(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
            contents.add(
                    found.isEmpty() || !found.get(0).isStored()
                            ? Optional.empty()
                            : Optional.of(Arrays.toString(
                                    read(found.get(0).pagesFile(), found.get(0).offset()))));
        }
        return contents;
    }

    private static byte[] read(Path file, long offset) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(file), (int) offset, (int) offset + PAGE_SIZE);
    }

    /** "LEVEL:OFFSET" of each stored page of a parent that the newest set holds itself, by the model. */
    Set<String> superseded() {
        Set<String> superseded = new HashSet<>();
        for (int page = 0; page < PAGES; page++) {
            boolean reached = (flags.get(0)[page] & PRESENT) != 0;
            for (int level = 1; level < flags.size() && reached; level++) {
                reached = flags.get(level)[page] != NONE;
                if ((flags.get(level)[page] & PRESENT) != 0) {
                    superseded.add(level + ":" + offset(level, page));
                }
            }
        }
        return superseded;
    }

    /** "LEVEL:OFFSET" of each stored page that a restore of the newest set reads, by the model. */
    Set<String> read() {
        Set<String> read = new HashSet<>();
        for (int page = 0; page < PAGES; page++) {
            int level = 0;
            while (flags.get(level)[page] == PARENT) {
                level++;
            }
            if ((flags.get(level)[page] & PRESENT) != 0) {
                read.add(level + ":" + offset(level, page));
            }
        }
        return read;
    }

    private long offset(int level, int page) {
        return Arrays.stream(flags.get(level), 0, page)
                        .filter(flag -> (flag & PRESENT) != 0)
                        .count()
                * PAGE_SIZE;
    }

    /** The ranges in the model's words. */
    Set<String> pagesOf(List<FileRanges> ranges) throws IOException {
        Set<String> pages = new HashSet<>();
        for (FileRanges each : ranges) {
            Path set = each.file().toRealPath().getParent();
            int level = -1;
            for (int i = 0; i < sets.size(); i++) {
                level = sets.get(i).toRealPath().equals(set) ? i : level;
            }
            for (int range = 0; range < each.size(); range++) {
                for (long at = 0; at < each.length(range); at += PAGE_SIZE) {
                    pages.add(level + ":" + (each.offset(range) + at));
                }
            }
        }
        return pages;
    }

    /** As a hole would. */
    static void clear(FileRanges ranges) throws IOException {
        try (FileChannel file = FileChannel.open(ranges.file(), StandardOpenOption.WRITE)) {
            for (int range = 0; range < ranges.size(); range++) {
                file.write(ByteBuffer.allocate((int) ranges.length(range)), ranges.offset(range));
            }
        }
    }
}
