package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.trace.ThreadState;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import java.util.List;
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

    /** The same task as a dump would see it. */
    public static FrozenProcess frozen(ThreadUnderRestore thread) {
        Tracee tracee = thread.task().tracee();
        Linux linux = tracee.linux();
        int pidfd = (int) linux.processes().pidfdOpen(thread.pid(), 0).orThrow("pidfd_open", tracee.toString());
        return new FrozenProcess(
                thread.pid(),
                0,
                FrozenProcess.Condition.ALIVE,
                0,
                List.of(new FrozenThread(tracee, ThreadState.capture(tracee))),
                Fd.owning(linux.files(), pidfd));
    }
}
