package dev.stasis.engine.resource.task.subreaper;

/** Whether the process adopts orphans among its descendants. */
public record Subreaper(boolean adopts) {}
