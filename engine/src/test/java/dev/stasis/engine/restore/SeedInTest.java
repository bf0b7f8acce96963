package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.TracerThread;
import java.util.function.Consumer;

/** A task under construction, for tests of what is restored inside one. */
public final class SeedInTest {
    private static final long FREE_ADDRESS = 0x7000_0000_0000L;

    private SeedInTest() {}

    /** Runs {@code action} on a tracer's thread with a task that is killed afterwards. */
    public static void run(Consumer<RestoreTask> action) {
        Linux linux = Linux.real();
        TracerThread.run(() -> {
            SeedProcess seed = SeedProcess.start(linux, false);
            try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
                action.accept(seed.adopt(stub));
            } finally {
                linux.processes().kill(seed.tracee().pid(), 9);
                seed.tracee().awaitStop();
            }
            return 0;
        });
    }
}
