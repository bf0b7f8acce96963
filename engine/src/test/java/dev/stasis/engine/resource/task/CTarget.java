package dev.stasis.engine.resource.task;

import dev.stasis.engine.kernel.ccompiler.CCompiler;
import dev.stasis.engine.trace.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small C program running in a session of its own, for tests that look into it. It says by its name that it is ready. */
final class CTarget implements AutoCloseable {
    private static final String READY = "is-ready";

    private final Target target;

    private CTarget(Target target) {
        this.target = target;
    }

    /** Compiles and starts {@code body} as main(); it must end in {@code READY; ...} with a wait. */
    static CTarget start(Path directory, List<String> headers, String declarations, String body)
            throws IOException, InterruptedException {
        CCompiler.assumePresent();
        StringBuilder source = new StringBuilder("#define _GNU_SOURCE\n#include <sys/prctl.h>\n#include <unistd.h>\n"
                + "#define READY prctl(PR_SET_NAME, \"" + READY + "\")\n");
        headers.forEach(header -> source.append("#include <").append(header).append(">\n"));
        source.append(declarations).append("\nint main(void) {\n").append(body).append("\n}\n");
        Path file = directory.resolve("target.c");
        Path program = directory.resolve("target");
        Files.writeString(file, source);
        Process compiler = new ProcessBuilder("gcc", "-w", "-O1", "-pthread", "-o", program.toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String complaints =
                new String(compiler.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new AssertionError(complaints);
        }
        Target target = Target.script("exec " + program);
        Path comm = Path.of("/proc/" + target.pid() + "/comm");
        while (!Files.readString(comm).startsWith(READY)) {
            Thread.onSpinWait();
        }
        return new CTarget(target);
    }

    int pid() {
        return target.pid();
    }

    @Override
    public void close() {
        target.close();
    }
}
