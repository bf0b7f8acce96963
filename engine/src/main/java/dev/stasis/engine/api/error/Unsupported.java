package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** The object or option is understood, but cannot be saved or restored by this version or on this kernel. */
public final class Unsupported extends StasisException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String message) {
        this(message, null);
    }

    public Unsupported(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
