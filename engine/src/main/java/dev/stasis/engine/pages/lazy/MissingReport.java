package dev.stasis.engine.pages.lazy;

import java.util.Map;
import java.util.stream.Collectors;

/** Says what is missing: "12 pages (49152 bytes) of process 4711, 1 page ...". */
final class MissingReport {
    private static final long PAGE = 4096;

    private MissingReport() {}

    /** @param bytes that are missing, by pid in the image set; none of them 0 */
    static String of(Map<Integer, Long> bytes) {
        return bytes.entrySet().stream()
                .map(entry -> entry.getValue() / PAGE + " pages (" + entry.getValue() + " bytes) of process "
                        + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
