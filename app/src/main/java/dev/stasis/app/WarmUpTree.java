package dev.stasis.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small tree to be dumped and restored by the warm-up: a shell with two programs at the ends of a pipe. It is no child of
 * this process, whose own reaper would disturb the tracing.
 */
record WarmUpTree(ProcessHandle root) implements AutoCloseable {
    private static final String START = "setsid sh -c 'sleep 60 | cat' < /dev/null > /dev/null 2>&1 & echo $!";
    private static final int PROGRAMS = 2;
    private static final int TRIES = 500;
    private static final int PAUSE_MILLIS = 10;

    static WarmUpTree start() throws IOException, InterruptedException {
        Process starter = new ProcessBuilder("sh", "-c", START)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String pid = new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        ProcessHandle root = ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("the tree to be dumped did not start"));
        for (int tries = 0; tries < TRIES && root.children().count() < PROGRAMS; tries++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return new WarmUpTree(root);
    }

    String pid() {
        return Long.toString(root.pid());
    }

    @Override
    public void close() {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
