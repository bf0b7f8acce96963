package dev.stasis.test.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A control group in which no further process can be made. Close it when its members are gone. */
final class ProcessLimit implements AutoCloseable {
    private final Path group;

    private ProcessLimit(Path group) {
        this.group = group;
    }

    static ProcessLimit of(int pid, int most) throws IOException {
        ProcessLimit limit = new ProcessLimit(Files.createDirectory(root().resolve("stasis-snapshot-" + pid)));
        try {
            Files.writeString(limit.group.resolve("cgroup.procs"), Integer.toString(pid));
            Files.writeString(limit.group.resolve("pids.max"), Integer.toString(most));
            return limit;
        } catch (IOException failure) {
            limit.close();
            throw failure;
        }
    }

    private static Path root() {
        Path first = Path.of("/sys/fs/cgroup/pids");
        return Files.exists(first) ? first : Path.of("/sys/fs/cgroup");
    }

    /** Members that are left go back to the root. */
    @Override
    public void close() throws IOException {
        try (Stream<String> members = Files.lines(group.resolve("cgroup.procs"))) {
            for (String member : members.toList()) {
                Files.writeString(root().resolve("cgroup.procs"), member);
            }
        }
        Files.delete(group);
    }

    @Override
    public String toString() {
        return group.toString();
    }
}
