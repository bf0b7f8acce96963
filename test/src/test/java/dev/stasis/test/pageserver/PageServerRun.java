package dev.stasis.test.pageserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page server in the other network, ours or the real CRIU's, that listens. */
final class PageServerRun implements AutoCloseable {
    static final int PORT = 4711;
    private static final int SKIPPED = 77;

    private final Process process;
    private final Path images;

    private PageServerRun(Process process, Path images) {
        this.process = process;
        this.images = images;
    }

    static PageServerRun start(OtherNetwork network, Path program, Path images, List<String> more) throws IOException {
        Files.createDirectories(images);
        Path ready = images.resolve("ready");
        Files.deleteIfExists(ready); // of a server before this one
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec 9> \"$0\" && exec \"$@\"", ready.toString()));
        words.addAll(network.entering());
        words.addAll(List.of(program.toString(), "page-server", "-D", images.toString(), "-o", "server.log", "-v4"));
        words.addAll(List.of("--port", "" + PORT, "--status-fd", "9"));
        words.addAll(more);
        Process process = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(images.resolve("said").toFile())
                .start();
        PageServerRun server = new PageServerRun(process, images);
        try {
            Running.await("the page server", () -> ready.toFile().length() == 1 || !process.isAlive(), server::said);
            assumeTrue(process.isAlive() || process.exitValue() != SKIPPED, server::said);
            if (!process.isAlive()) {
                throw new AssertionError(server.said());
            }
            return server;
        } catch (RuntimeException | Error failure) {
            server.close();
            throw failure;
        }
    }

    /** What it said, for messages. */
    String said() {
        try {
            Path log = images.resolve("server.log");
            return Files.readString(images.resolve("said")) + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException e) {
            return e.toString();
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the page server does not end: " + said());
        }
        return process.exitValue();
    }

    /** How many bytes of pages lie below its directory, under whatever name. */
    long received() {
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("pages-"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | java.io.UncheckedIOException changing) {
            return 0;
        }
    }

    /** The images it has put in place. */
    List<Path> images() throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.filter(file -> file.toString().endsWith(".img")).toList();
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        Command.end(process.toHandle());
    }
}
