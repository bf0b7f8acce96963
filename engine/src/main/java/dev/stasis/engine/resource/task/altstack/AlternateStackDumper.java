package dev.stasis.engine.resource.task.altstack;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import java.nio.ByteBuffer;

/** Asks inside the thread. */
public final class AlternateStackDumper implements TaskDumper<AlternateStack> {
    @Override
    public AlternateStack dump(ThreadUnderDump thread) {
        thread.remote()
                .call(Nr.SIGALTSTACK, 0, thread.scratch().at(0))
                .orThrow("sigaltstack", thread.thread().tracee().toString());
        ByteBuffer stack = thread.scratch().read(0, AlternateStack.BYTES);
        return new AlternateStack(stack.getLong(0), stack.getLong(16), stack.getInt(8));
    }
}
