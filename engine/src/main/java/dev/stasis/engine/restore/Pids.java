package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Whether the ids that a tree needs are free. */
final class Pids {
    private Pids() {}

    /** How long a process that has ended, most likely by the dump before, may take to be reaped by its parent. */
    private static final long PATIENCE = 5_000_000_000L;

    private static final long PAUSE = 2_000_000L;

    /** Requires nothing; a free id may be taken the next moment, which the kernel then tells. */
    static void requireFree(int id) {
        long deadline = System.nanoTime() + PATIENCE;
        while (Files.exists(Path.of("/proc/" + id))) {
            if (!isZombie(id) || System.nanoTime() > deadline) {
                throw inUse(id);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean isZombie(int id) {
        try {
            String stat = Files.readString(Path.of("/proc/" + id + "/stat"), StandardCharsets.ISO_8859_1);
            return "ZX".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
        } catch (IOException gone) {
            return true;
        }
    }

    static Unsupported inUse(int id) {
        return new Unsupported("cannot restore task " + id + ": the id is in use by " + name(id)
                + "; end that first, or restore in a pid namespace of its own");
    }

    private static String name(int id) {
        try {
            String comm = Files.readString(Path.of("/proc/" + id + "/comm"), StandardCharsets.ISO_8859_1)
                    .strip();
            return "\"" + comm + "\"";
        } catch (IOException noTask) {
            return "a process group or session, or by a task that is just ending";
        }
    }
}
