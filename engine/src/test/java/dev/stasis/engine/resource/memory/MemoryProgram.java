package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.ccompiler.CCompiler;
import dev.stasis.engine.trace.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A C program that arranges its memory, says so by a file, and sleeps. */
final class MemoryProgram {
    private static final String HEAD = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <sched.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            static void *at(unsigned long address, unsigned long length, int protection, int flags, int fd, long offset) {
                void *p = mmap((void *) address, length, protection, flags | MAP_FIXED_NOREPLACE, fd, offset);
                if (p != (void *) address) { perror("mmap"); exit(1); }
                return p;
            }
            static void check(int failed, const char *what) { if (failed) { perror(what); exit(1); } }
            """;

    /** On one processor, for the kernel writes the number of the processor into the memory of each thread (rseq). */
    private static final String START = """
            int main(void) {
                cpu_set_t one;
                CPU_ZERO(&one);
                CPU_SET(sched_getcpu(), &one);
                check(sched_setaffinity(0, sizeof one, &one), "sched_setaffinity");
            """;

    private static final String TAIL = """
                close(open("ready", O_CREAT | O_WRONLY, 0600));
                for (;;) pause();
            }
            """;

    private MemoryProgram() {}

    /**
     * Starts a program; it is ready when this returns.
     *
     * @param directory empty, where it is compiled and runs
     * @param body statements of main(); {@code at(address, length, protection, flags, fd, offset)} maps, {@code
     *     check(failed, what)} ends it
     */
    static Target start(Path directory, String body) throws IOException, InterruptedException {
        CCompiler.assumePresent();
        Path source = directory.resolve("program.c");
        Path program = directory.resolve("program");
        Files.writeString(source, HEAD + START + body + TAIL);
        Process gcc = new ProcessBuilder(List.of("gcc", "-w", "-O1", "-o", program.toString(), source.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new AssertionError(said);
        }
        Target target = Target.script("cd " + directory + " && exec ./program 2> errors");
        while (!Files.exists(directory.resolve("ready"))) {
            if (!target.handle().isAlive()) {
                throw new AssertionError("the program ended: " + Files.readString(directory.resolve("errors")));
            }
            Thread.onSpinWait();
        }
        return target;
    }
}
