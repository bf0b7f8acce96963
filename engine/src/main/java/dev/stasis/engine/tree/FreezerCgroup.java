package dev.stasis.engine.tree;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.Unsupported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A control group that can hold all its tasks at once: {@code freezer.state} of cgroup v1 (admin-guide/cgroup-v1
 * freezer-subsystem), {@code cgroup.freeze} of v2.
 */
public final class FreezerCgroup {
    private static final String FROZEN = "FROZEN";
    private static final int LIMIT_SECONDS = 10;
    private static final long POLL_NANOS = 200_000;

    private final Path directory;
    private final boolean first;
    private final boolean frozenBefore;

    private FreezerCgroup(Path directory, boolean first) {
        this.directory = directory;
        this.first = first;
        this.frozenBefore = isFrozen();
    }

    /** The freezer cgroup whose directory is {@code path}. */
    public static FreezerCgroup at(String path) {
        Path directory = Path.of(path);
        boolean first = Files.exists(directory.resolve("freezer.state"));
        if (!first && !Files.exists(directory.resolve("cgroup.freeze"))) {
            throw new BadRequest(path + " is no freezer cgroup: it has neither freezer.state nor cgroup.freeze;"
                    + " give the directory of a cgroup to --freeze-cgroup");
        }
        return new FreezerCgroup(directory, first);
    }

    /** Whether it was frozen when this object was made. */
    public boolean frozenBefore() {
        return frozenBefore;
    }

    /** Stops all tasks of the group, and waits until they stand. */
    void freeze() {
        request(true);
        long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
        while (!isFrozen()) {
            if (System.nanoTime() > deadline) {
                thaw();
                throw new Unsupported("the tasks of cgroup " + directory + " did not freeze within " + LIMIT_SECONDS
                        + " seconds; one of them hangs in the kernel: stop it first, or leave --freeze-cgroup away");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Lets the tasks go; those that a tracer has interrupted meanwhile stop for it at once. */
    void thaw() {
        request(false);
    }

    /** Freezes the group again if it was frozen when this object was made; its tasks may still be traced. */
    public void putBack() {
        if (frozenBefore) {
            request(true);
        }
    }

    private void request(boolean freeze) {
        String value = first ? freeze ? FROZEN : "THAWED" : freeze ? "1" : "0";
        Path file = directory.resolve(first ? "freezer.state" : "cgroup.freeze");
        try {
            Files.writeString(file, value, StandardCharsets.US_ASCII);
        } catch (IOException refused) {
            throw new BadRequest(
                    "cannot write " + value + " to " + file + ": " + refused.getMessage() + "; check --freeze-cgroup",
                    refused);
        }
    }

    private boolean isFrozen() {
        try {
            if (first) {
                return Files.readString(directory.resolve("freezer.state"), StandardCharsets.US_ASCII)
                        .trim()
                        .equals(FROZEN);
            }
            return Files.readString(directory.resolve("cgroup.events"), StandardCharsets.US_ASCII)
                    .contains("frozen 1");
        } catch (IOException refused) {
            throw new BadRequest(
                    "cannot read the state of cgroup " + directory + ": " + refused.getMessage()
                            + "; check --freeze-cgroup",
                    refused);
        }
    }
}
