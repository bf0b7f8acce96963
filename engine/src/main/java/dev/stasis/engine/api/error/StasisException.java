package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything the engine reports. The message is one sentence for a person: what failed, on whom, why, and what
 * can be done now. It is logged once, by the front end.
 */
public abstract sealed class StasisException extends RuntimeException
        permits KernelRefused, Unsupported, TaskGone, ImageDamaged, PeerLost, BadRequest, ScriptFailed {
    private static final long serialVersionUID = 1L;

    StasisException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
