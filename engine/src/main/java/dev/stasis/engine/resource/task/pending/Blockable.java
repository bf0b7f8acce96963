package dev.stasis.engine.resource.task.pending;

import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import java.util.ArrayList;
import java.util.List;

/** Those signals that stay in the queue of a task under construction. */
final class Blockable {
    private Blockable() {}

    static List<SignalInfo> of(List<SignalInfo> queue, ThreadUnderRestore thread) {
        List<SignalInfo> blockable = new ArrayList<>();
        for (SignalInfo info : queue) {
            switch (info.signal()) {
                case Signal.SIGTRAP, Signal.SIGSTOP, Signal.SIGKILL ->
                    thread.log()
                            .warn("signal " + info.signal() + " was pending for task " + thread.tid()
                                    + " and is lost, for it cannot wait while the task is being restored;"
                                    + " send it again if it matters");
                default -> blockable.add(info);
            }
        }
        return blockable;
    }
}
