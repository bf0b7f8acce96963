package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.trace.TracerThread;
import java.util.function.Function;

/** A task under construction for tests of restorers: it runs nothing but what they make it do, and ends with the test. */
public final class TaskBench {
    private static final long FREE_ADDRESS = 0x7000_0000_0000L;
    private static final long ALL_BUT_SIGTRAP = ~(1L << 4);

    private TaskBench() {}

    public static <T> T with(Function<ThreadUnderRestore, T> work) {
        Linux linux = Linux.real();
        return TracerThread.run(() -> {
            SeedProcess seed = SeedProcess.start(linux, false);
            try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
                RestoreTask task = seed.adopt(stub);
                seed.tracee().setSignalMask(ALL_BUT_SIGTRAP);
                return work.apply(new ThreadUnderRestore(task, seed.tracee().pid(), Log.NONE));
            } finally {
                linux.processes().kill(seed.tracee().pid(), 9);
                while (!seed.tracee().awaitStop().gone()) {
                    Thread.onSpinWait();
                }
            }
        });
    }
}
