package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.TracerThread;
import java.util.List;
import java.util.function.Consumer;

/** A task as a restore makes it, for tests of what is then done to it: at a chosen pid, nothing mapped but the stub. */
public final class BareTask {
    private BareTask() {}

    /**
     * Makes a task, does something with it, and ends it.
     *
     * @param stubAddress where the stub goes
     */
    public static void use(long stubAddress, int pid, Consumer<RestoreTask> action) {
        Linux linux = Linux.real();
        TracerThread.run(() -> {
            try (StubMemory stub = StubMemory.at(linux, stubAddress)) {
                TreeBuilder builder = new TreeBuilder(linux, stub, SeedProcess.start(linux, false));
                try {
                    builder.carryOut(List.of(new TreeStep.Birth(pid, 0, false)), Log.NONE);
                    action.accept(builder.process(pid));
                } finally {
                    builder.destroy();
                }
            }
            return 0;
        });
    }
}
