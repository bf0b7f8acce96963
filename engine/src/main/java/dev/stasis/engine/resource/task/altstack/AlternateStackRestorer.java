package dev.stasis.engine.resource.task.altstack;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sets it inside the thread; a new thread has none. */
public final class AlternateStackRestorer implements TaskRestorer<AlternateStack> {
    @Override
    public void restore(AlternateStack value, ThreadUnderRestore thread) {
        if (!value.present()) {
            return;
        }
        byte[] stack = ByteBuffer.allocate(AlternateStack.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value.start())
                .putInt(value.flags())
                .putInt(0)
                .putLong(value.size())
                .array();
        RestoreTask task = thread.task();
        task.add("sigaltstack", Nr.SIGALTSTACK, task.bytes(stack).value(), 0);
    }
}
