package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** The request itself is wrong: an option, a path, a combination that can not be carried out. */
public final class BadRequest extends StasisException {
    private static final long serialVersionUID = 1L;

    public BadRequest(String message) {
        this(message, null);
    }

    public BadRequest(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
