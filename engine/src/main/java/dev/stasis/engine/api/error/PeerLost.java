package dev.stasis.engine.api.error;

import org.jspecify.annotations.Nullable;

/** The other end of a connection closed it, lied, or did not answer in time. */
public final class PeerLost extends StasisException {
    private static final long serialVersionUID = 1L;

    public PeerLost(String message) {
        this(message, null);
    }

    public PeerLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
