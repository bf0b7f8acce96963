package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.api.error.TaskGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of a program lie in its memory, as the kernel remembers it: fields of /proc/PID/stat. Zero for all when
 * the reader may not know them.
 *
 * @param startBreak where the heap begins; its end is known to brk(2) only
 * @param startStack the stack pointer at the start of the program
 */
public record MemoryBounds(
        long startCode,
        long endCode,
        long startData,
        long endData,
        long startBreak,
        long startStack,
        long argumentsStart,
        long argumentsEnd,
        long environmentStart,
        long environmentEnd) {
    /** Number of the first field behind the name in parentheses, man 5 proc. */
    private static final int STATE = 3;

    public static MemoryBounds read(int pid) {
        try {
            return parse(
                    new String(Files.readAllBytes(Path.of("/proc/" + pid + "/stat")), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " ended while its memory was examined", gone);
        }
    }

    static MemoryBounds parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ");
        return new MemoryBounds(
                field(fields, 26),
                field(fields, 27),
                field(fields, 45),
                field(fields, 46),
                field(fields, 47),
                field(fields, 28),
                field(fields, 48),
                field(fields, 49),
                field(fields, 50),
                field(fields, 51));
    }

    private static long field(String[] fields, int number) {
        return Long.parseUnsignedLong(fields[number - STATE]);
    }
}
