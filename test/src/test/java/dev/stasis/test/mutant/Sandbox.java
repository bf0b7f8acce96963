package dev.stasis.test.mutant;

import dev.stasis.engine.StasisEngine;
import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Restores in this virtual machine, which is process 1 of a pid namespace: whatever other process there is belongs to the
 * restore, and becomes a child of this one when its parent ends. Tasks are left stopped.
 */
final class Sandbox {
    private static final int SIGKILL = 9;
    private static final int SELF = 1;
    private static final int LIMIT_SECONDS = 60;
    private static final AfterRestore STOPPED = new AfterRestore(true, false, true, Optional.empty(), List.of());

    private final Path work;
    private final Linux linux = Linux.real();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(body -> {
        Thread one = new Thread(body, "restore");
        one.setDaemon(true);
        return one;
    });

    /**
     * A sandbox with nothing in it.
     *
     * @param work directory for what restores write
     */
    Sandbox(Path work) {
        this.work = work;
        if (ProcessHandle.current().pid() != SELF) {
            throw new IllegalStateException("the sandbox must be process 1, or it would end processes of others");
        }
    }

    /** How a restore ended as it may. */
    enum End {
        REFUSED,
        RESTORED
    }

    /** Throws AssertionError for every end that is neither a refusal with a sentence nor a success. */
    End restore(Path images) throws InterruptedException {
        Restore request = Restore.of(new ImageDirs(images, work, Optional.empty()), STOPPED);
        try {
            thread.submit(() -> new StasisEngine(Log.NONE).run(request, ProgressListener.SILENT))
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hang) {
            throw new Hang(LIMIT_SECONDS);
        } catch (ExecutionException failed) {
            requireNothingLeft(failed);
            requireSentence(failed);
            return End.REFUSED;
        }
        requireReleased();
        return End.RESTORED;
    }

    private static void requireSentence(ExecutionException failed) {
        @Nullable Throwable failure = failed.getCause();
        String text = failure == null ? "" : String.valueOf(failure.getMessage());
        if (!(failure instanceof StasisException) || text.isBlank() || text.contains("\n")) {
            throw new AssertionError("not one sentence of the engine's: " + failure, failure);
        }
    }

    private void requireNothingLeft(ExecutionException failure) {
        reap();
        List<Integer> left = others();
        if (!left.isEmpty()) {
            throw new AssertionError(
                    "there is " + describe(left) + " after the refusal: " + failure.getCause(), failure);
        }
    }

    private static void requireReleased() {
        List<Integer> tree = others();
        if (tree.isEmpty()) {
            throw new AssertionError("there is no process after the restore");
        }
        List<Integer> held = tree.stream().filter(Proc::traced).toList();
        if (!held.isEmpty()) {
            throw new AssertionError("restored, but still traced: " + describe(held));
        }
    }

    /** Ends all that was restored. */
    void clear() {
        Running.await("all processes to be gone", this::isClear, () -> "there is " + describe(others()));
    }

    private boolean isClear() {
        others().forEach(each -> linux.processes().kill(each, SIGKILL));
        reap();
        return others().isEmpty();
    }

    /** Reaps what has ended; what has not is left. No process is anybody else's to wait for here. */
    private void reap() {
        try (Arena arena = new Arena()) {
            boolean more = true;
            while (more) {
                more = linux.processes()
                                .waitFor(-1, arena.allocate(8), ProcessCalls.WALL | ProcessCalls.WNOHANG)
                                .raw()
                        > 0;
            }
        }
    }

    private static List<Integer> others() {
        List<Integer> found = new ArrayList<>(Proc.all());
        found.remove(Integer.valueOf(SELF));
        return found;
    }

    private static String describe(List<Integer> processes) {
        List<String> words = new ArrayList<>();
        for (int each : processes) {
            words.add(each + " (" + Proc.status(each, each, "Name") + ", " + Proc.status(each, each, "State") + ")");
        }
        return String.join(", ", words);
    }
}
