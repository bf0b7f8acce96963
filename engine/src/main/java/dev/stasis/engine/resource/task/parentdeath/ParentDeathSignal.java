package dev.stasis.engine.resource.task.parentdeath;

/** A signal number; 0 for none. */
public record ParentDeathSignal(int signal) {}
