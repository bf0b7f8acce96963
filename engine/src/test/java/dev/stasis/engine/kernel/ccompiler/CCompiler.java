package dev.stasis.engine.kernel.ccompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** The machine's C compiler, as the judge of constants and layouts. */
public final class CCompiler {
    private CCompiler() {}

    /** Skips the running test, with the reason, where there is no gcc. */
    public static void assumePresent() {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/gcc")), "no /usr/bin/gcc: constants and layouts cannot be proven");
    }

    /**
     * Compiles {@code body} as main() and runs it.
     *
     * @return what it printed, lines of {@code name value}
     */
    public static Map<String, Long> run(Path directory, String name, List<String> headers, String body)
            throws IOException, InterruptedException {
        StringBuilder source = new StringBuilder("#define _GNU_SOURCE\n#include <stddef.h>\n");
        headers.forEach(header -> source.append("#include <").append(header).append(">\n"));
        source.append("int printf(const char *, ...);\nint main(void) {\n")
                .append(body)
                .append("return 0;\n}\n");
        Path file = directory.resolve(name + ".c");
        Path program = directory.resolve(name);
        Files.writeString(file, source);
        execute(List.of("gcc", "-w", "-o", program.toString(), file.toString()));
        Map<String, Long> values = new TreeMap<>();
        for (String line : execute(List.of(program.toString()))) {
            int space = line.lastIndexOf(' ');
            values.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
        }
        return values;
    }

    private static List<String> execute(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (var reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        }
        if (process.waitFor() != 0) {
            throw new AssertionError(command + " failed:\n" + String.join("\n", lines));
        }
        return lines;
    }
}
