package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.TracerThread;
import java.util.function.Consumer;

/** A task under construction for tests of what is restored in one. */
public final class SeedTask {
    private static final long FREE_ADDRESS = 0x7000_0000_0000L;

    private SeedTask() {}

    /** Runs {@code test} with a task that is gone afterwards. */
    public static void with(Linux linux, Consumer<RestoreTask> test) {
        TracerThread.run(() -> {
            SeedProcess seed = SeedProcess.start(linux, false);
            try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
                test.accept(seed.adopt(stub));
            } finally {
                linux.processes().kill(seed.tracee().pid(), 9);
                while (!seed.tracee().awaitStop().gone()) {
                    Thread.onSpinWait();
                }
            }
            return 0;
        });
    }
}
