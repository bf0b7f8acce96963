package dev.stasis.engine.api;

import java.util.OptionalLong;

/**
 * How far a long phase of a request is.
 *
 * @param phase a word or two ("copy pages")
 * @param doneBytes so far
 * @param totalBytes of all, where that is known; it may grow while the phase lasts
 * @param bytesPerSecond lately; at the end of the phase, over all of it
 * @param finished the phase is over; the last event of each
 */
public record Progress(String phase, long doneBytes, OptionalLong totalBytes, long bytesPerSecond, boolean finished) {}
