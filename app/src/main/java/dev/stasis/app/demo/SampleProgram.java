package dev.stasis.app.demo;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds out how the sample program can be run on this machine, and starts it. */
final class SampleProgram {
    private static final int PATIENCE_SECONDS = 30;

    private final Path directory;

    /**
     * @param directory gets the program; nobody else writes there
     */
    SampleProgram(Path directory) {
        this.directory = directory;
    }

    /** In which it is written, best first. */
    enum Language {
        PYTHON("a Python program"),
        C("a C program, for there is no python3");

        private final String words;

        Language(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What this machine can run. */
    Language language() throws DemoFailed {
        if (python().isPresent()) {
            return Language.PYTHON;
        }
        if (compiler().isPresent()) {
            return Language.C;
        }
        throw new DemoFailed("the sample program needs python3 or a C compiler, and there is neither:"
                + " install one (Debian: apt install python3)");
    }

    /** Starts it with its counters in {@code counters}. */
    Process start(Language language, Path counters) throws IOException, DemoFailed {
        List<String> command = new ArrayList<>(language == Language.PYTHON ? interpreted() : compiled());
        command.add(counters.toString());
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sample.log").toFile())
                .start();
    }

    /** The interpreter itself: a wrapper of a version manager would be a program of its own. */
    private static Optional<String> python() {
        return output("python3", "-c", "import sys; print(sys.executable)");
    }

    private static Optional<String> compiler() {
        return List.of("cc", "gcc").stream()
                .filter(name -> output(name, "--version").isPresent())
                .findFirst();
    }

    private List<String> interpreted() throws IOException, DemoFailed {
        String python = python().orElseThrow(() -> new DemoFailed("there is no python3"));
        return List.of(python, resource("sample.py").toString());
    }

    private List<String> compiled() throws IOException, DemoFailed {
        String compiler = compiler().orElseThrow(() -> new DemoFailed("there is no C compiler"));
        String program = directory.resolve("sample").toString();
        String source = resource("sample.c").toString();
        if (output(compiler, "-O1", "-pthread", "-o", program, source).isEmpty()) {
            throw new DemoFailed(compiler + " cannot compile the sample program in " + directory);
        }
        return List.of(program);
    }

    private Path resource(String name) throws IOException {
        try (InputStream stream = SampleProgram.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program's jar lacks " + name + ": build it again");
            }
            Path file = directory.resolve(name);
            Files.write(file, stream.readAllBytes());
            return file;
        }
    }

    /** The output of a program that ended well. */
    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
