package dev.stasis.test.workload;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A workload in C that runs in a folder of its own; closing it ends all its processes and removes the folder. */
public final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static boolean built;

    private final Path folder;
    private final int pid;

    private Running(Path folder, int pid) {
        this.folder = folder;
        this.pid = pid;
    }

    public static Running start(String name) throws IOException {
        return start(name, Map.of());
    }

    /** With more in its environment. */
    public static Running start(String name, Map<String, String> environment) throws IOException {
        build();
        Path folder = Files.createTempDirectory("stasis-" + name + "-").toRealPath();
        File null_ = new File("/dev/null");
        // By way of a shell that ends at once: a child of this JVM would be reaped by it, and never be anyone else's
        // zombie.
        ProcessBuilder shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "setsid \"$1\" \"$2\" < /dev/null > /dev/null 2>&1 &",
                        "sh",
                        Checkout.target("workloads").resolve(name).toString(),
                        folder.toString())
                .redirectInput(null_)
                .redirectErrorStream(true)
                .redirectOutput(null_);
        shell.environment().putAll(environment);
        Process launcher = shell.start();
        Path ready = folder.resolve("ready");
        await(name + " to be ready", () -> Files.exists(ready) || Files.exists(folder.resolve("result")));
        if (!Files.exists(ready)) {
            throw new AssertionError(name + ": " + Files.readString(folder.resolve("result")));
        }
        launcher.onExit().join();
        String[] words = Files.readString(ready).strip().split(" ", -1);
        return new Running(folder, Integer.parseInt(words[0]));
    }

    private static synchronized void build() {
        if (!built) {
            Command.run(Checkout.testModule().resolve("build-workloads").toString())
                    .orFail();
            built = true;
        }
    }

    public Path folder() {
        return folder;
    }

    public int pid() {
        return pid;
    }

    /** All its processes: those that work in its folder. */
    public List<Integer> processes() {
        List<Integer> found = new ArrayList<>();
        for (int process : Proc.all()) {
            if (Proc.workingDirectory(process).startsWith(folder.toString())) {
                found.add(process);
            }
        }
        return found;
    }

    public String verdict() throws IOException {
        Files.writeString(folder.resolve("go"), "");
        Path result = folder.resolve("result");
        await("the verdict", () -> Files.exists(result) || processes().isEmpty());
        return Files.exists(result) ? Files.readString(result).strip() : "all its processes are gone";
    }

    /** What a process of the workload has said before it was asked: that something is wrong. */
    public String complaint() throws IOException {
        Path failed = folder.resolve("failed");
        return Files.exists(failed) ? Files.readString(failed).strip() : "";
    }

    /** The same where it is only to be told. */
    public String tryComplaint() {
        try {
            return complaint();
        } catch (IOException e) {
            return e.toString();
        }
    }

    public void killAll() {
        for (int process : processes()) {
            ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
        }
        await("the killed processes to be gone", () -> processes().isEmpty());
    }

    @Override
    public void close() throws IOException {
        killAll();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    public static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> "");
    }

    /** Waits; {@code state} tells what there is instead, when it was in vain. */
    public static void await(String what, BooleanSupplier condition, Supplier<String> state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE + " in vain for " + what + "; " + state.get());
            }
            nap();
        }
    }

    private static void nap() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
