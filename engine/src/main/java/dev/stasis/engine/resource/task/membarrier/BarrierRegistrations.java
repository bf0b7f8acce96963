package dev.stasis.engine.resource.task.membarrier;

/** A process's registrations: a set of MEMBARRIER_CMD_REGISTER_ commands. */
public record BarrierRegistrations(int commands) {}
