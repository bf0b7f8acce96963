package dev.stasis.engine.api;

import dev.stasis.engine.api.request.Request;

/**
 * Carries out requests. An engine is asked by one thread at a time.
 *
 * <p>Failures are thrown as {@link dev.stasis.engine.api.error.StasisException}; an {@link Outcome} with another exit code
 * than 0 is an answer, not an accident (a feature that is missing, a hook that failed after the images were complete).
 */
public interface Engine {
    Outcome run(Request request, ProgressListener progress);
}
