package dev.stasis.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.PageSegment;
import dev.stasis.image.pages.PagemapWriter;
import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our dedup and the real CRIU's on copies of one chain: the same contents, the same holes. */
class DedupInteropTest {
    private static final int PAGE = PageFlags.PAGE_SIZE;
    private static final int PAGES = 200;
    private static final int SETS = 4;

    @TempDir
    Path root;

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void punchesTheHolesThatCriuPunches(int seed) throws IOException {
        Path ours = root.resolve("ours");
        Path theirs = root.resolve("theirs");
        writeChain(ours, seed);
        writeChain(theirs, seed);
        List<String> before = contents(ours);
        String noHoles = holes(ours).toString();
        Command.Answer peer = Command.run(
                Checkout.testModule().resolve("src/main/scripts/peer-criu").toString(),
                "dedup",
                "-D",
                newest(theirs).toString());
        assumeTrue(peer.exitCode() != 77, peer.text());
        peer.orFail();
        Command.run(Checkout.stasis().toString(), "dedup", "-D", newest(ours).toString())
                .orFail();
        assertEquals(holes(theirs), holes(ours), "seed " + seed);
        assertNotEquals(noHoles, holes(ours).toString(), "nothing was punched, seed " + seed);
        assertEquals(before, contents(ours), "seed " + seed);
        assertEquals(before, contents(theirs), "seed " + seed);
    }

    private static Path newest(Path chain) {
        return chain.resolve("set" + (SETS - 1));
    }

    /** Pages of a parent are only referred to where it names them, and none is flagged lazy without content. */
    private static void writeChain(Path chain, int seed) throws IOException {
        Random random = new Random(seed);
        Files.createDirectory(chain);
        int[] parent = new int[PAGES];
        for (int i = 0; i < SETS; i++) {
            Path set = Files.createDirectory(chain.resolve("set" + i));
            if (i > 0) {
                Files.createSymbolicLink(set.resolve("parent"), Path.of("../set" + (i - 1)));
            }
            int[] flags = new int[PAGES];
            for (int page = 0; page < PAGES; page++) {
                int pick = random.nextInt(10);
                flags[page] = pick < 2 ? 0 : pick > 4 && parent[page] != 0 ? PageFlags.PARENT : PageFlags.PRESENT;
                boolean alike = page > 0 && random.nextInt(3) > 0;
                if (alike && (flags[page - 1] != PageFlags.PARENT || parent[page] != 0)) {
                    flags[page] = flags[page - 1];
                }
            }
            writeSet(set, ImageType.PAGEMAP.fileName(1), flags, random);
            parent = flags;
        }
    }

    private static void writeSet(Path set, String name, int[] flags, Random random) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (PagemapWriter map = PagemapWriter.create(set.resolve(name), ImageType.PAGEMAP, 1)) {
            for (int page = 0; page < PAGES; page++) {
                if (flags[page] != 0) {
                    map.add((long) page * PAGE, 1, flags[page]);
                }
                if (flags[page] == PageFlags.PRESENT) {
                    byte[] bytes = new byte[PAGE];
                    random.nextBytes(bytes);
                    content.writeBytes(bytes);
                }
            }
        }
        Files.write(set.resolve("pages-1.img"), content.toByteArray());
    }

    private static List<String> contents(Path chain) throws IOException {
        List<String> contents = new ArrayList<>();
        for (PageSegment segment : PageChain.open(ImageDirectory.at(newest(chain)), ImageType.PAGEMAP, 1)
                .locateAll()) {
            byte[] file = Files.readAllBytes(segment.pagesFile());
            for (long page = 0; page < segment.pages(); page++) {
                int from = (int) (segment.offset() + page * PAGE);
                contents.add((segment.address() / PAGE + page) + ":"
                        + Arrays.hashCode(Arrays.copyOfRange(file, from, from + PAGE)));
            }
        }
        return contents;
    }

    /** For each pages file, which of its pages have space on the disk. */
    private static List<String> holes(Path chain) throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < SETS; i++) {
            Path file = chain.resolve("set" + i).resolve("pages-1.img");
            StringBuilder map = new StringBuilder();
            try (Fd fd = Linux.real().files().open(file.toString(), Fcntl.O_RDONLY, 0)) {
                for (long at = 0; at < Files.size(file); at += PAGE) {
                    Result data = Linux.real().files().lseek(fd, at, Fcntl.SEEK_DATA);
                    map.append(data.ok() && data.raw() == at ? 'D' : '.');
                }
            }
            all.add(map.toString());
        }
        return all;
    }
}
