package dev.stasis.engine.api.request;

/** A virtual cable: the name inside the restored network namespace, and the name of its end outside. */
public record VethPair(String inside, String outside) {}
