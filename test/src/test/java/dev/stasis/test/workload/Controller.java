package dev.stasis.test.workload;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One run of bin/stasis that may be killed in the middle. */
public final class Controller {
    private final Process process;
    private final long started = System.nanoTime();

    private Controller(Process process) {
        this.process = process;
    }

    public static Controller start(Path output, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(Checkout.stasis().toString()));
        words.addAll(List.of(arguments));
        return new Controller(new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    public boolean running() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Nanoseconds since its start. */
    public long age() {
        return System.nanoTime() - started;
    }

    /** Waits until something can be seen, or the controller has ended. */
    public void until(BooleanSupplier seen) {
        while (running() && !seen.getAsBoolean()) {
            LockSupport.parkNanos(50_000);
        }
    }

    public void killAfter(long nanoseconds) throws InterruptedException {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        process.destroyForcibly();
        process.waitFor();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the controller " + process.pid() + " does not end");
        }
        return process.exitValue();
    }
}
