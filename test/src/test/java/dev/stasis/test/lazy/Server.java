package dev.stasis.test.lazy;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command of ours that runs beside the test; its log is written to a file of its own. */
final class Server implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Server(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Words of a command of ours that logs to a file. */
    static List<String> stasis(Path log, String... words) {
        List<String> all = new ArrayList<>(List.of(Checkout.stasis().toString()));
        all.addAll(List.of(words));
        all.addAll(List.of("-v4", "-o", log.toString()));
        return all;
    }

    /** @param log that the words name */
    static Server start(Path log, List<String> words) throws IOException {
        File nothing = new File("/dev/null");
        return new Server(
                new ProcessBuilder(words)
                        .redirectInput(nothing)
                        .redirectOutput(nothing)
                        .redirectError(nothing)
                        .start(),
                log);
    }

    /** Waits until it has logged something. */
    Server awaitLog(String text) {
        Running.await(text, () -> log().contains(text) || !process.isAlive(), this::log);
        if (!log().contains(text)) {
            throw new AssertionError("it ended before it said '" + text + "': " + log());
        }
        return this;
    }

    /** The port that the kernel chose. */
    String port() {
        awaitLog("Using ");
        String after = log().substring(log().indexOf("Using ") + "Using ".length());
        return after.substring(0, after.indexOf(' '));
    }

    String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its exit code, once it has ended by itself. */
    int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end: " + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return process.exitValue();
    }

    /** SIGKILL to it, and to what it was started through. */
    /** It, and what it was started by; not the keeper of the userfaultfds, whose purpose is to outlive it. */
    void kill() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(each -> !Proc.executable((int) each.pid()).contains("stasis-keeper"))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
