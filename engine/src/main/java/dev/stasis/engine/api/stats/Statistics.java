package dev.stasis.engine.api.stats;

/** Figures of one dump or restore. Times are microseconds, counters are pages of 4096 bytes. */
public sealed interface Statistics permits DumpStatistics, RestoreStatistics {}
