package dev.stasis.engine.api.request;

/** Punches pages out of parent sets that a later set of the chain supersedes. */
public record Dedup(ImageDirs dirs) implements Request {}
