package dev.stasis.engine.api.stats;

/**
 * Figures of a restore, as in {@code stats-restore}. Times are microseconds, counters are pages of 4096 bytes.
 *
 * @param pagesCompared with what a task had inherited from its parent
 * @param pagesSkippedCopyOnWrite found equal there, and left shared
 * @param forkingTime making the tasks
 * @param restoreTime all of it
 */
public record RestoreStatistics(
        long pagesCompared, long pagesSkippedCopyOnWrite, long pagesRestored, long restoreTime, long forkingTime)
        implements Statistics {}
