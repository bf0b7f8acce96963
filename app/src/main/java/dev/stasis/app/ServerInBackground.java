package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.option.Descriptors;
import dev.stasis.engine.api.option.Invocation;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.serving.Background;
import java.io.IOException;

/** A server that was told to go into the background: started once more there, and waited for until it listens. */
final class ServerInBackground {
    private ServerInBackground() {}

    /** Not so in the process in the background itself. */
    static boolean isAskedFor(Invocation invocation) {
        return Descriptors.isDaemon(invocation) && !Background.isHere();
    }

    /** Returns the exit code. */
    static int start(Invocation invocation, Log log) {
        try {
            return Background.start(Linux.real(), Descriptors.inherited(invocation));
        } catch (IOException refused) {
            log.error("the server cannot be started in the background: " + refused.getMessage());
            return Outcome.FAILURE;
        }
    }
}
