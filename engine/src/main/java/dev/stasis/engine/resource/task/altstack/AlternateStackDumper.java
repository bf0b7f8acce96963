package dev.stasis.engine.resource.task.altstack;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import java.nio.ByteBuffer;

/** Asks inside the thread. */
public final class AlternateStackDumper implements TaskDumper<AlternateStack> {
    @Override
    public AlternateStack dump(ThreadUnderDump thread) {
        ByteBuffer stack = thread.answers().stack();
        return new AlternateStack(stack.getLong(0), stack.getLong(16), stack.getInt(8));
    }
}
