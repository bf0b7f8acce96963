package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A thread with a working directory of its own: a relative address can be bound in no other way. */
final class WorkingDirectory {
    private WorkingDirectory() {}

    /** Runs {@code action} in {@code directory}; this process's working directory stays as it is. */
    static <T> T in(Linux linux, String directory, Supplier<T> action) {
        return alone(linux, Sched.CLONE_FS, () -> {
            linux.paths().tryChdir(directory).orThrow("chdir", directory);
            return action.get();
        });
    }

    /**
     * Runs {@code action} on a thread that does not share something with the others.
     *
     * @param what of unshare(2)
     */
    static <T> T alone(Linux linux, long what, Supplier<T> action) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                new Result(linux.raw().call(Nr.UNSHARE, what))
                        .orThrow("unshare", "0x" + Long.toHexString(what) + " of a thread");
                outcome.complete(action.get());
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        thread.start();
        try {
            return outcome.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
