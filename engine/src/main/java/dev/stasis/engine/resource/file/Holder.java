package dev.stasis.engine.resource.file;

import dev.stasis.engine.restore.RestoreTask;

/**
 * A task that holds an open file.
 *
 * @param descriptor the number under which it does
 */
public record Holder(RestoreTask task, int descriptor) {}
