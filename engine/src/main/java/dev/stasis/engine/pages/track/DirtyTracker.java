package dev.stasis.engine.pages.track;

import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.function.Function;

/** Knows which pages of a process were written since a moment that an earlier command marked. */
public interface DirtyTracker {
    /** For people: "soft-dirty bits". */
    String name();

    /**
     * What tells that a page is as it was when {@code base} was made; {@link Unchanged#UNKNOWN} if nothing can be said.
     * Requires: the process stands still.
     */
    Unchanged since(FrozenProcess process, BaseSet base);

    /**
     * Marks this moment: from now on what is written counts as changed since {@code set}. Requires: the process stands still,
     * and its pages have been scanned already.
     *
     * @param set id of the set that is being made
     * @param inside opens a scope of calls inside the process, which is closed again
     */
    void arm(FrozenProcess process, String set, Function<FrozenProcess, RemoteProcess> inside);

    /** Stops tracking, if it was. Requires: the process stands still. */
    void disarm(FrozenProcess process, Function<FrozenProcess, RemoteProcess> inside);
}
