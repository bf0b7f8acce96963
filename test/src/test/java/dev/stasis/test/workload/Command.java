package dev.stasis.test.workload;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One command, run to its end within a limit; what it leaves running is ended by its exact processes. */
public final class Command {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Command() {}

    /** What a command said, both streams together, and its exit code. */
    public record Answer(int exitCode, String text) {
        public Answer orFail() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ": " + text);
            }
            return this;
        }
    }

    public static Answer run(String... words) {
        return run(List.of(words));
    }

    public static Answer run(List<String> words) {
        return run(LIMIT, words);
    }

    public static Answer run(Duration limit, List<String> words) {
        try {
            Path said = Files.createTempFile("stasis-command-", ".out");
            try {
                Process process = new ProcessBuilder(words)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                boolean ended = false;
                try {
                    ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
                } finally {
                    if (!ended) {
                        end(process.toHandle());
                    }
                }
                String text = Files.readString(said);
                if (!ended) {
                    throw new AssertionError(words + " did not end within " + limit + ": " + text);
                }
                return new Answer(process.exitValue(), text);
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(words + " was interrupted", e);
        }
    }

    /** Kills a process and all that descend from it. */
    public static void end(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    public static boolean inPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "/usr/bin").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
