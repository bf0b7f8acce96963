package dev.stasis.image.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersededPagesTest {
    private static final int CHAINS = 300;

    @TempDir
    Path root;

    private RandomChain chain(int seed) throws IOException {
        Random random = new Random(seed);
        Path directory = Files.createDirectory(root.resolve("chain" + seed));
        return RandomChain.write(
                directory, 2 + random.nextInt(4), random, seed % 2 == 0 ? ImageType.PAGEMAP : ImageType.PAGEMAP_SHMEM);
    }

    @Test
    void everyPageKeepsItsContentAndAllThatIsInVainIsFound() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            RandomChain chain = chain(seed);
            List<Optional<String>> before = chain.contents();
            List<FileRanges> superseded = SupersededPages.in(chain.newest());
            assertEquals(chain.superseded(), chain.pagesOf(superseded), "seed " + seed);
            for (FileRanges ranges : superseded) {
                RandomChain.clear(ranges);
            }
            assertEquals(before, chain.contents(), "seed " + seed);
        }
    }

    @Test
    void whatARestoreReadsIsWhatTheChainLocates() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            RandomChain chain = chain(seed);
            assertEquals(chain.read(), chain.pagesOf(RestoredPages.in(chain.newest(), true)), "seed " + seed);
            Set<String> atOnce = new HashSet<>(chain.pagesOf(RestoredPages.in(chain.newest(), false)));
            assertTrue(chain.read().containsAll(atOnce), "seed " + seed);
        }
    }

    @Test
    void rangesAscendAndNeighboursAreOne() throws IOException {
        for (int seed = 0; seed < CHAINS; seed++) {
            RandomChain chain = chain(seed);
            for (FileRanges ranges : SupersededPages.in(chain.newest())) {
                for (int range = 1; range < ranges.size(); range++) {
                    assertTrue(
                            ranges.offset(range) > ranges.offset(range - 1) + ranges.length(range - 1), "seed " + seed);
                }
            }
        }
    }

    @Test
    void aDamagedNewestSetSupersedesNothing() throws IOException {
        RandomChain chain = chain(7);
        Path pages = chain.sets.get(0).resolve("pages-1.img");
        Files.write(pages, new byte[0]);
        assertThrows(ImageDamagedException.class, () -> SupersededPages.in(chain.newest()));
    }

    @Test
    void aPagesFileOfTwoOwnersIsRefused() throws IOException {
        RandomChain chain = chain(2);
        Path parents = chain.sets.get(1).resolve("pages-1.img");
        Files.delete(parents);
        Files.createLink(parents, chain.sets.get(0).resolve("pages-1.img"));
        assertThrows(ImageDamagedException.class, () -> SupersededPages.in(chain.newest()));
    }

    @Test
    void aCircleOfParentsIsRefused() throws IOException {
        RandomChain chain = chain(4);
        Path oldest = chain.sets.get(chain.sets.size() - 1);
        Files.createSymbolicLink(oldest.resolve("parent"), chain.sets.get(0));
        assertThrows(ImageDamagedException.class, () -> SupersededPages.in(chain.newest()));
    }

    @Test
    void aSetWithoutParentSupersedesNothing() {
        assertEquals(List.of(), SupersededPages.in(ImageDirectory.at(root)));
    }
}
