package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the ids that a tree needs are free. */
final class Pids {
    private Pids() {}

    /** Requires nothing; a free id may be taken the next moment, which the kernel then tells. */
    static void requireFree(int id) {
        if (Files.exists(Path.of("/proc/" + id))) {
            throw inUse(id);
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
