package dev.stasis.engine.resource.task.personality;

/**
 * A process's execution domain.
 *
 * @param domain PER_ constant in the low byte, flags above
 * @param flags PF_ flags of linux/sched.h at the dump, never given back
 */
public record Personality(int domain, int flags) {}
