/**
 * The three interval timers of a process: real, virtual and profiling time.
 *
 * <p>Kernel contract: getitimer(2) and setitimer(2) inside the leader. What is left counts from the restore on: time
 * between dump and restore does not pass for it. A timer that is off has no interval either, for the kernel; a periodic
 * ITIMER_REAL whose SIGALRM is still pending has one, and rests: it is armed with its interval, for the kernel starts it
 * anew only when it knows the interval at the moment the signal is taken.
 */
@NullMarked
package dev.stasis.engine.resource.task.itimer;

import org.jspecify.annotations.NullMarked;
