package dev.stasis.engine.resource.task.oom;

import java.util.OptionalInt;

/**
 * A process's score adjustment.
 *
 * @param adjustment -1000 to 1000; empty when an image does not tell
 */
public record OomScore(OptionalInt adjustment) {}
