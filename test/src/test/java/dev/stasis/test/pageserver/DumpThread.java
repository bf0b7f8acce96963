package dev.stasis.test.pageserver;

import dev.stasis.test.workload.Command;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A dump that goes on while the test does something to its server. */
final class DumpThread {
    private final CompletableFuture<Command.Answer> answer = new CompletableFuture<>();

    DumpThread(Supplier<Command.Answer> dump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(dump.get());
                    } catch (RuntimeException | Error failure) {
                        answer.completeExceptionally(failure);
                    }
                },
                "dump");
        thread.setDaemon(true);
        thread.start();
    }

    boolean ended() {
        return answer.isDone();
    }

    Command.Answer join() {
        return answer.join();
    }
}
