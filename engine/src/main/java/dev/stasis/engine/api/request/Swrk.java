package dev.stasis.engine.api.request;

/**
 * Carries out the RPC request that comes over a connected socket.
 *
 * @param socket its descriptor
 */
public record Swrk(int socket) implements Request {}
