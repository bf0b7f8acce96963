package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** A process or thread that the request names, or that belongs to the tree, no longer exists. */
public final class TaskGone extends StasisException {
    private static final long serialVersionUID = 1L;

    public TaskGone(String message) {
        this(message, null);
    }

    public TaskGone(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
