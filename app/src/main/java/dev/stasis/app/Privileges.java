package dev.stasis.app;

import dev.stasis.engine.api.error.BadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do: tracing any process, making tasks at chosen pids. */
final class Privileges {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String EFFECTIVE = "CapEff:";

    /** Bit numbers of linux/capability.h. */
    private static final int CAP_SYS_PTRACE = 19;

    private static final int CAP_SYS_ADMIN = 21;

    private Privileges() {}

    static void check() {
        long effective = effective();
        if (!has(effective, CAP_SYS_ADMIN) || !has(effective, CAP_SYS_PTRACE)) {
            throw new BadRequest("this needs root (CAP_SYS_ADMIN and CAP_SYS_PTRACE): run it with sudo");
        }
    }

    static boolean areThere() {
        long effective = effective();
        return has(effective, CAP_SYS_ADMIN) && has(effective, CAP_SYS_PTRACE);
    }

    private static long effective() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .findFirst()
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(EFFECTIVE.length()).strip(), 16))
                    .orElseThrow(() -> new IllegalStateException(STATUS + " has no line " + EFFECTIVE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean has(long set, int capability) {
        return (set >>> capability & 1) != 0;
    }
}
