package dev.stasis.engine.resource.task.tidaddress;

import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.RemoteAddress;

/** Asks inside the thread. */
public final class TidAddressDumper implements TaskDumper<TidAddress> {
    @Override
    public TidAddress dump(ThreadUnderDump thread) {
        return new TidAddress(new RemoteAddress(thread.answers().tidAddress()));
    }
}
