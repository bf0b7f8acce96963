package dev.stasis.engine.pages.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MissingReportTest {
    @Test
    void pagesAndBytesAreToldForEachProcess() {
        assertEquals(
                "2 pages (8192 bytes) of process 7, 1 pages (4096 bytes) of process 9",
                MissingReport.of(new TreeMap<>(Map.of(9, 4096L, 7, 8192L))));
    }
}
