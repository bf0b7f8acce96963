package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** An action script could not be started, ended with a code other than 0, or was killed. */
public final class ScriptFailed extends StasisException {
    private static final long serialVersionUID = 1L;

    public ScriptFailed(String message) {
        this(message, null);
    }

    public ScriptFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
