package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** An image set is missing, incomplete, truncated, contradictory or not readable as what it claims to be. */
public final class ImageDamaged extends StasisException {
    private static final long serialVersionUID = 1L;

    public ImageDamaged(String message) {
        this(message, null);
    }

    public ImageDamaged(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
