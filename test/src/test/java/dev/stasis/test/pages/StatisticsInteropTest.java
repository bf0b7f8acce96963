package dev.stasis.test.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.stats.StatisticsFile;
import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Peer;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we count of one program, and what the real CRIU counts. */
class StatisticsInteropTest {
    private static final String STASIS = Checkout.stasis().toString();
    /** Of the stack and the like, which a dump may touch. */
    private static final long FEW_PAGES = 16;

    @TempDir
    Path root;

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void aDumpCountsWhatCriuCounts() throws IOException {
        try (Running program = Running.start("mem_anon")) {
            String pid = Integer.toString(program.pid());
            Path theirs = Files.createDirectory(root.resolve("theirs"));
            Path ours = Files.createDirectory(root.resolve("ours"));
            Peer.run("dump", theirs, "-R", "-t", pid);
            String shown = Command.run(
                            STASIS, "dump", "-R", "-t", pid, "-D", ours.toString(), "-o", "log", "--display-stats")
                    .orFail()
                    .text();
            DumpStatistics criu = StatisticsFile.readDump(theirs).orElseThrow();
            DumpStatistics stasis = StatisticsFile.readDump(ours).orElseThrow();
            assertAlike(criu.pagesWritten(), stasis.pagesWritten(), "pages written");
            assertAlike(criu.sharedPagesWritten(), stasis.sharedPagesWritten(), "shared pages written");
            assertEquals(criu.pagesSkippedFromParent(), stasis.pagesSkippedFromParent());
            assertEquals(criu.lazyPages(), stasis.lazyPages());
            assertEquals(criu.irmapResolveTime(), stasis.irmapResolveTime());
            assertTrue(stasis.pagesScanned() >= stasis.pagesWritten());
            assertTrue(stasis.memoryDumpTime() > 0, "no time for finding pages");
            assertTrue(stasis.memoryWriteTime() > 0, "no time for writing pages");
            assertTrue(
                    shown.contains("Memory pages written: " + stasis.pagesWritten() + " (0x"
                            + Long.toHexString(stasis.pagesWritten()) + ")"),
                    shown);
        }
    }

    @Test
    void pagesThatTheParentHasAreSkippedAndAllAreRestored() throws IOException {
        try (Running program = Running.start("mem_anon")) {
            String pid = Integer.toString(program.pid());
            Path first = Files.createDirectory(root.resolve("first"));
            Path second = Files.createDirectory(root.resolve("second"));
            Command.run(STASIS, "pre-dump", "-t", pid, "-D", first.toString(), "--track-mem")
                    .orFail();
            Command.run(List.of(STASIS, "dump", "-t", pid, "-D", second.toString(), "--prev-images-dir", "../first"))
                    .orFail();
            DumpStatistics before = StatisticsFile.readDump(first).orElseThrow();
            DumpStatistics after = StatisticsFile.readDump(second).orElseThrow();
            assertEquals(0, before.pagesSkippedFromParent());
            assertTrue(after.pagesSkippedFromParent() > 0, after.toString());
            assertEquals(after.pagesScanned(), after.pagesSkippedFromParent() + after.pagesWritten());
            Command.run(STASIS, "restore", "-d", "-D", second.toString()).orFail();
            assertAlike(
                    after.pagesScanned(),
                    StatisticsFile.readRestore(second).orElseThrow().pagesRestored(),
                    "pages restored");
            assertEquals("PASS", program.verdict());
        }
    }

    private static void assertAlike(long theirs, long ours, String what) {
        assertTrue(Math.abs(theirs - ours) <= FEW_PAGES, what + ": " + theirs + " and " + ours);
    }
}
