package dev.stasis.engine.dump;

import dev.stasis.engine.pages.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the processes of a tree may use beyond what they do, should they write to every page while a copy of their
 * memory exists. Where the machine runs out of memory, the kernel ends the copy; where a control group does, it may end
 * the whole group: so its limit counts in full.
 */
final class SnapshotRoom {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Set<Path> seen = new HashSet<>();
    private long room = 2 * MemoryBudget.availableBytes();

    private SnapshotRoom() {}

    /** In bytes. */
    static long of(Collection<Integer> pids) {
        SnapshotRoom room = new SnapshotRoom();
        pids.forEach(room::limit);
        return room.room;
    }

    private void limit(int pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"), StandardCharsets.UTF_8)) {
                String[] parts = line.split(":", 3);
                if (parts[1].isEmpty()) {
                    limit(CGROUPS, parts[2], "memory.max", "memory.current", "inactive_file");
                    limit(CGROUPS.resolve("unified"), parts[2], "memory.max", "memory.current", "inactive_file");
                } else if (Set.of(parts[1].split(",", -1)).contains("memory")) {
                    limit(
                            CGROUPS.resolve("memory"),
                            parts[2],
                            "memory.limit_in_bytes",
                            "memory.usage_in_bytes",
                            "total_inactive_file");
                }
            }
        } catch (IOException gone) {
            room = 0; // a process that is gone leaves nothing to copy
        }
    }

    private void limit(Path root, String group, String limit, String usage, String reclaimable) throws IOException {
        Path own = root.resolve(group.substring(1)).normalize();
        for (@Nullable Path at = own; at != null && at.startsWith(root) && seen.add(at); at = at.getParent()) {
            if (Files.exists(at.resolve(limit)) && !read(at, limit).equals("max")) {
                long free = number(read(at, limit)) - number(read(at, usage)) + statistic(at, reclaimable);
                room = Math.max(0, Math.min(room, free));
            }
        }
    }

    private static String read(Path group, String file) throws IOException {
        return Files.readString(group.resolve(file), StandardCharsets.US_ASCII).trim();
    }

    private static long statistic(Path group, String key) throws IOException {
        return read(group, "memory.stat")
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> number(line.substring(key.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }
}
