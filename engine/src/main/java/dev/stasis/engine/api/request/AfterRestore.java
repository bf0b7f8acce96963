package dev.stasis.engine.api.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the tree and of the caller once all is restored.
 *
 * @param detached the caller does not wait for the root's end ({@code -d})
 * @param sibling the root becomes a child of the caller's parent ({@code -S})
 * @param leaveStopped every task is left stopped, as by SIGSTOP ({@code -s})
 * @param pidfile gets the root's pid; must not exist; relative to the work directory
 * @param execCommand the caller turns into this program, which becomes the root's parent; empty: it does not
 */
public record AfterRestore(
        boolean detached, boolean sibling, boolean leaveStopped, Optional<Path> pidfile, List<String> execCommand) {
    public static final AfterRestore DEFAULT = new AfterRestore(false, false, false, Optional.empty(), List.of());
    public static final AfterRestore DETACHED = new AfterRestore(true, false, false, Optional.empty(), List.of());

    public AfterRestore {
        execCommand = List.copyOf(execCommand);
    }
}
