package dev.stasis.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.api.stats.DumpStatistics;
import dev.stasis.engine.api.stats.RestoreStatistics;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatisticsTextTest {
    @Test
    void figuresOfADumpAreInCriusWordsAndOrder() {
        DumpStatistics figures = new DumpStatistics(1, 2, 3, 4, OptionalLong.empty(), 255, 6, 7, 8, 9, 10, 11, 12, 13);
        assertEquals("""
                Displaying dump stats:
                Freezing time: 1 us
                Frozen time: 2 us
                Memory dump time: 3 us
                Memory write time: 4 us
                Memory pages scanned: 255 (0xff)
                Memory pages skipped from parent: 6 (0x6)
                Memory pages written: 7 (0x7)
                Lazy memory pages: 8 (0x8)""", StatisticsText.of(figures));
    }

    @Test
    void figuresOfARestoreAreInCriusWordsAndOrder() {
        assertEquals("""
                Displaying restore stats:
                Pages compared: 1 (0x1)
                Pages skipped COW: 2 (0x2)
                Pages restored: 30 (0x1e)
                Restore time: 4 us
                Forking time: 5 us""", StatisticsText.of(new RestoreStatistics(1, 2, 30, 4, 5)));
    }
}
