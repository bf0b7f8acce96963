package dev.stasis.engine.kernel.proc;

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
    public static MemoryBounds read(int pid) {
        ProcessStat stat = ProcessStat.of(pid);
        return new MemoryBounds(
                stat.startCode(),
                stat.endCode(),
                stat.startData(),
                stat.endData(),
                stat.startBrk(),
                stat.startStack(),
                stat.argStart(),
                stat.argEnd(),
                stat.envStart(),
                stat.envEnd());
    }
}
