package dev.stasis.test.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that changes its memory at random while it is pre-dumped, or while a series of snapshots is made of it: what is
 * restored is what it had, page for page. -Dstasis.test.writers=N takes N seeds, -Dstasis.test.seed=S begins with S.
 */
class RandomWriterTest {
    private static final long FIRST = Long.getLong("stasis.test.seed", 1);
    private static final int CHAINS = Integer.getInteger("stasis.test.writers", 6);
    private static final int PRE_DUMPS = 8;
    private static final int SNAPSHOTS = 4;

    @TempDir
    Path root;

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    static LongStream chains() {
        return LongStream.range(FIRST, FIRST + CHAINS);
    }

    static LongStream series() {
        return LongStream.range(FIRST, FIRST + Math.max(1, CHAINS / 3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("chains")
    void aChainOfPreDumpsHasAllThatWasWritten(long seed) throws IOException {
        try (Writer writer = Writer.start(seed)) {
            Sets sets = new Sets(root);
            for (int i = 0; i < PRE_DUMPS; i++) {
                sets.preDump(writer.pid());
            }
            writer.stop();
            MemoryPrint before = writer.print();
            Path set = sets.dump(writer.pid());
            writer.awaitGone();
            sets.restore(set);
            requireSame(before, writer.print());
            writer.goOn();
            assertEquals("PASS", writer.verdict());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("series")
    void eachOfASeriesOfSnapshotsHasItsInstant(long seed) throws IOException {
        try (Writer writer = Writer.start(seed)) {
            Sets sets = new Sets(root);
            List<MemoryPrint> instants = new ArrayList<>();
            List<Path> made = new ArrayList<>();
            for (int i = 0; i < SNAPSHOTS; i++) {
                writer.stop();
                instants.add(writer.print());
                writer.keepFiles(root.resolve("files" + i));
                made.add(sets.snapshot(writer.pid()));
                writer.goOn();
            }
            writer.kill();
            for (int i = 0; i < SNAPSHOTS; i++) {
                writer.putFilesBack(root.resolve("files" + i));
                sets.restore(made.get(i));
                requireSame(instants.get(i), writer.print());
                if (i < SNAPSHOTS - 1) {
                    writer.kill();
                }
            }
            writer.goOn();
            assertEquals("PASS", writer.verdict());
        }
    }

    private static void requireSame(MemoryPrint before, MemoryPrint after) {
        assertTrue(before.size() > 100, "nothing was compared");
        assertEquals(List.of(), before.differences(after));
    }
}
