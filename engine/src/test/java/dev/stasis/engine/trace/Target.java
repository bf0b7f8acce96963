package dev.stasis.engine.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell script running in a session of its own, for tests that trace it. It is no child of this JVM, whose reaper thread
 * would take its stops.
 */
public final class Target implements AutoCloseable {
    private final ProcessHandle handle;

    private Target(ProcessHandle handle) {
        this.handle = handle;
    }

    public static Target script(String script) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "setsid sh -c \"$1\" </dev/null >/dev/null 2>&1 & echo $!", "sh", script));
        Process launcher = new ProcessBuilder(command).start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
            long pid = Long.parseLong(reader.readLine());
            launcher.waitFor();
            return new Target(ProcessHandle.of(pid).orElseThrow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public int pid() {
        return (int) handle.pid();
    }

    public ProcessHandle handle() {
        return handle;
    }

    @Override
    public void close() {
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
    }
}
