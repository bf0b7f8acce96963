package dev.stasis.test.mutant;

import dev.stasis.engine.StasisEngine;
import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Restores within this JVM, tasks left stopped, and ends what was restored. It knows what belongs to a restore by
 * parentage: its tree hangs below this process.
 */
@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
final class Sandbox implements AutoCloseable {
    private static final int SIGKILL = 9;
    private static final AfterRestore STOPPED = new AfterRestore(true, false, true, Optional.empty(), List.of());

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Linux linux = Linux.real();
    private final Set<Integer> before = new HashSet<>(Proc.children(self()));

    /** Orphans become children of this process, which reaps them at once: the next restore needs their ids. */
    Sandbox() {
        linux.raw().call(Nr.PRCTL, Prctl.PR_SET_CHILD_SUBREAPER, 1);
    }

    /** How a restore of a spoiled set ended. */
    enum End {
        REFUSED,
        RESTORED
    }

    /** Throws AssertionError for every end that is neither a refusal with a sentence nor a success. */
    End restore(Path images) throws InterruptedException {
        Restore request = Restore.of(ImageDirs.of(images), STOPPED);
        try {
            thread.submit(() -> new StasisEngine(Log.NONE).run(request, ProgressListener.SILENT))
                    .get(60, TimeUnit.SECONDS);
            endChildren();
            return End.RESTORED;
        } catch (TimeoutException hang) {
            throw new AssertionError("the restore hangs", hang);
        } catch (ExecutionException failed) {
            requireSentence(failed.getCause());
            Running.await(
                    "nothing to be left of the refused restore", this::nothingIsLeft, () -> "there is " + children());
            return End.REFUSED;
        }
    }

    private static void requireSentence(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (!(failure instanceof StasisException) || text.isBlank() || text.contains("\n")) {
            throw new AssertionError("not one sentence of the engine's: " + failure, failure);
        }
    }

    private List<Integer> children() {
        List<Integer> found = new ArrayList<>(Proc.children(self()));
        found.removeAll(before);
        return found;
    }

    /** Ends the restored tree: what hangs below this process. */
    void endChildren() {
        for (int child : children()) {
            for (int each : descendants(child)) {
                linux.processes().kill(each, SIGKILL);
            }
            linux.processes().kill(child, SIGKILL);
        }
        Running.await("the restored tree to be gone", this::nothingIsLeft, () -> "there is " + children());
    }

    /** Reaps what has ended; what has not is left. */
    private boolean nothingIsLeft() {
        try (Arena arena = new Arena()) {
            for (int child : children()) {
                linux.processes().waitFor(child, arena.allocate(8), ProcessCalls.WALL | ProcessCalls.WNOHANG);
            }
        }
        return children().isEmpty();
    }

    private static List<Integer> descendants(int process) {
        List<Integer> found = new ArrayList<>();
        for (int child : Proc.children(process)) {
            found.add(child);
            found.addAll(descendants(child));
        }
        return found;
    }

    private static int self() {
        return (int) ProcessHandle.current().pid();
    }

    @Override
    public void close() {
        endChildren();
        linux.raw().call(Nr.PRCTL, Prctl.PR_SET_CHILD_SUBREAPER, 0);
        thread.shutdownNow();
    }
}
