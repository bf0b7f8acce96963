package dev.stasis.test.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.test.workload.Controller;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workload mem_instant, and what is done to it. */
final class InstantWorkload implements AutoCloseable {
    private static final int THREADS = 5;

    private final Running running;
    private int sets;

    private InstantWorkload(Running running) {
        this.running = running;
    }

    static InstantWorkload start() throws IOException {
        return new InstantWorkload(Running.start("mem_instant"));
    }

    int pid() {
        return running.pid();
    }

    /** A folder for a set, the next of the series. */
    Path newSet() throws IOException {
        return Files.createDirectory(running.folder().resolve("set" + sets++));
    }

    Controller dump(Path set, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("dump", "-R", "-t", Integer.toString(pid()), "-D", set.toString(), "-v4", "-o", "dump.log"));
        words.addAll(List.of(more));
        return Controller.start(set.resolve("output"), words.toArray(String[]::new));
    }

    static boolean complete(Path set) {
        return Files.exists(set.resolve("inventory.img"));
    }

    static String log(Path set) {
        try {
            return Files.readString(set.resolve("output")) + Files.readString(set.resolve("dump.log"));
        } catch (IOException e) {
            return set + ": " + e.getMessage();
        }
    }

    /** While its memory is copied, and as long as the copy is there, it has a child. */
    boolean hasCopy() {
        return !Proc.children(pid()).isEmpty();
    }

    /** The copy is gone without a trace, and every thread works on, finding everything as it should be. */
    void assertUnharmed(String when) throws IOException {
        Running.await(
                when + ": the copy to be gone",
                () -> !hasCopy() && Proc.threads(pid()).size() == THREADS,
                () -> Proc.children(pid()) + " of " + Proc.threads(pid()) + running.tryComplaint());
        long[] before = steps();
        Running.await(
                when + ": its writers to go on",
                () -> steps()[0] > before[0] + 2 && steps()[1] > before[1] + 2,
                running::tryComplaint);
        assertEquals("", running.complaint(), when);
    }

    /** How often each writer has gone over all pages. */
    private long[] steps() {
        try {
            ByteBuffer words = ByteBuffer.wrap(
                            Files.readAllBytes(running.folder().resolve("progress")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            return new long[] {words.getLong(0), words.getLong(8)};
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void kill() {
        running.killAll();
    }

    /** As the other, but a copy is left to itself. */
    void killTarget() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        Running.await("its end", () -> Proc.threads(pid()).isEmpty());
    }

    /** Brings a set back, lets it work on and asks for its verdict; it is gone afterwards. */
    void assertWhole(Path set) throws IOException, InterruptedException {
        Files.deleteIfExists(running.folder().resolve("go"));
        Files.deleteIfExists(running.folder().resolve("result"));
        Controller restore =
                Controller.start(set.resolve("output"), "restore", "-d", "-D", set.toString(), "-o", "restore.log");
        assertEquals(0, restore.exitCode(), () -> log(set));
        assertUnharmed(set + " restored");
        assertEquals("PASS", running.verdict(), set.toString());
        Running.await("its end", () -> running.processes().isEmpty());
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
