package dev.stasis.engine.api.request;

import java.nio.file.Path;

/**
 * Listens for RPC requests.
 *
 * @param socket relative to the work directory
 */
public record Service(Path work, Path socket, Serving serving) implements Request {}
