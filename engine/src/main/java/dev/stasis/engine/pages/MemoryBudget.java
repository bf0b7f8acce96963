package dev.stasis.engine.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory may be filled before the freeze: half of what the machine has available, for the whole tree. */
public final class MemoryBudget {
    private long left;

    private MemoryBudget(long left) {
        this.left = left;
    }

    static MemoryBudget now() {
        return new MemoryBudget(availableBytes() / 2);
    }

    /** What the machine has available. */
    public static long availableBytes() {
        return kilobytes("/proc/meminfo", "MemAvailable:") * 1024;
    }

    /** {@code bytes}, or what is left. */
    long take(long bytes) {
        long taken = Math.min(bytes, left);
        left -= taken;
        return taken;
    }

    /** What a process has of its own now, with some room for its vDSO; 0 if it has ended. */
    public static long privateBytes(int pid) {
        String status = "/proc/" + pid + "/status";
        long own = kilobytes(status, "RssAnon:") + kilobytes(status, "VmSwap:");
        return own == 0 ? 0 : (own + 64) * 1024;
    }

    private static long kilobytes(String file, String key) {
        try {
            for (String line : Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith(key)) {
                    return Long.parseLong(line.substring(key.length()).strip().split(" ")[0]);
                }
            }
            return 0;
        } catch (IOException gone) {
            return 0; // nothing to prepare for
        }
    }
}
