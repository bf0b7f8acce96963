/**
 * Timers made by timer_create(2), at their old ids.
 *
 * <p>Kernel contract. Read: /proc/PID/timers for what they are, timer_gettime and timer_getoverrun inside the leader for
 * the rest. Written: timer_create inside the leader with PR_TIMER_CREATE_RESTORE_IDS (Linux 6.15), before that by making
 * and deleting timers until the kernel's counter is there; then timer_settime. What is left counts from the restore on.
 *
 * <p>Not kept: the overrun count (the kernel takes none; the image tells it), and whose CPU time a timer on
 * CLOCK_THREAD_CPUTIME_ID counts: /proc does not tell which thread made it, so after a restore it is the leader.
 */
@NullMarked
package dev.stasis.engine.resource.task.posixtimer;

import org.jspecify.annotations.NullMarked;
