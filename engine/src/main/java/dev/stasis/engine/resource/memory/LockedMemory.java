package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.Unsupported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory that mlock(2) brings in as a whole must fit into the machine, or the restore would end it. */
final class LockedMemory {
    private LockedMemory() {}

    static void check(List<Mapping> mappings, int pid) {
        long locked = mappings.stream()
                .filter(mapping -> mapping.locked() && !mapping.lockedOnFault())
                .mapToLong(Mapping::length)
                .sum();
        if (locked > 0 && locked > total()) {
            throw new Unsupported("cannot restore process " + pid + ": it has " + locked
                    + " bytes of locked memory, more than this machine has; restore it on a larger one");
        }
    }

    private static long total() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo"), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
