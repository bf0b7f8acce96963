package dev.stasis.engine.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.api.stats.RestoreStatistics;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFileTest {
    @TempDir
    Path directory;

    private static DumpStatistics dump(long frozenTime) {
        return new DumpStatistics(1, frozenTime, 3, 4, OptionalLong.of(5), 6, 7, 8, 9, 10, 11, 12, 13, 14);
    }

    @Test
    void keepsAllFiguresOfADump() throws IOException {
        StatisticsFile.write(directory, dump(2));
        assertEquals(Optional.of(dump(2)), StatisticsFile.readDump(directory));
    }

    @Test
    void keepsAllFiguresOfARestore() throws IOException {
        RestoreStatistics restore = new RestoreStatistics(1, 2, 3, 4, 5);
        StatisticsFile.write(directory, restore);
        assertEquals(Optional.of(restore), StatisticsFile.readRestore(directory));
    }

    @Test
    void replacesOlderFigures() throws IOException {
        StatisticsFile.write(directory, dump(2));
        StatisticsFile.write(directory, dump(3));
        assertEquals(Optional.of(dump(3)), StatisticsFile.readDump(directory));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void keepsTheLongestTimeThatFitsInsteadOfALongerOne() throws IOException {
        StatisticsFile.write(directory, dump(1L << 40));
        assertEquals(
                0xffff_ffffL, StatisticsFile.readDump(directory).orElseThrow().frozenTime());
    }

    @Test
    void hasNoFiguresBeforeTheFirstDump() {
        assertTrue(StatisticsFile.readDump(directory).isEmpty());
        assertTrue(StatisticsFile.readRestore(directory).isEmpty());
    }

    @Test
    void writesTheMembersThatCriuNames() throws IOException {
        StatisticsFile.write(directory, dump(2));
        var entry = ImageDirectory.at(directory).require(ImageType.STATS_DUMP).getDump();
        assertEquals(2, entry.getFrozenTime());
        assertEquals(8, entry.getPagesWritten());
        assertEquals(9, entry.getPagesLazy());
        assertEquals(14, entry.getShpagesWritten());
    }
}
