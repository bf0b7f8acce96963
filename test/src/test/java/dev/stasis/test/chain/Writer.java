package dev.stasis.test.chain;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The workload random_writer, in all its processes. */
final class Writer implements AutoCloseable {
    private static final int SIGKILL = 9;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;

    private final Linux linux = Linux.real();
    private final Running running;

    private Writer(Running running) {
        this.running = running;
    }

    /** Without restartable sequences: the kernel writes into their area when a thread is scheduled. */
    static Writer start(long seed) throws IOException {
        return start(Map.of("WRITER_SEED", Long.toString(seed), "GLIBC_TUNABLES", "glibc.pthread.rseq=0"));
    }

    /** One that the real CRIU can restore. */
    static Writer startForPeer(long seed) throws IOException {
        return start(Map.of("WRITER_SEED", Long.toString(seed), "WRITER_SHARED_STAYS", "1"));
    }

    private static Writer start(Map<String, String> environment) throws IOException {
        return new Writer(Running.start("random_writer", environment));
    }

    int pid() {
        return running.pid();
    }

    Path folder() {
        return running.folder();
    }

    /** Brings all its processes to a stand; none is born any more then. */
    void stop() {
        Running.await("the writer to stop", () -> {
            List<Integer> all = running.processes();
            all.forEach(each -> linux.processes().kill(each, SIGSTOP));
            return !all.isEmpty()
                    && all.stream().allMatch(Writer::stopped)
                    && running.processes().equals(all);
        });
    }

    private static boolean stopped(int process) {
        return Proc.threads(process).stream()
                .allMatch(thread -> Proc.status(process, thread, "State").startsWith("T"));
    }

    void goOn() {
        running.processes().forEach(each -> linux.processes().kill(each, SIGCONT));
    }

    MemoryPrint print() throws IOException {
        return MemoryPrint.of(running.processes());
    }

    /** Kills all its processes; what was restored here is reaped. */
    void kill() {
        running.processes().forEach(each -> linux.processes().kill(each, SIGKILL));
        awaitGone();
    }

    /** Until its ids are free again. */
    void awaitGone() {
        Running.await("the writer to be gone", () -> {
            try (Arena arena = new Arena()) {
                linux.processes().waitFor(running.pid(), arena.allocate(8), ProcessCalls.WALL | ProcessCalls.WNOHANG);
            }
            return running.processes().isEmpty() && Proc.threads(running.pid()).isEmpty();
        });
    }

    String verdict() throws IOException {
        return running.verdict();
    }

    /** Copies the files that it writes to. */
    void keepFiles(Path to) throws IOException {
        copyFiles(running.folder(), to);
    }

    /** Those and no others are there then. */
    void putFilesBack(Path from) throws IOException {
        for (Path file : files(running.folder())) {
            Files.delete(file);
        }
        copyFiles(from, running.folder());
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith("file-"))
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        running.close();
    }
}
