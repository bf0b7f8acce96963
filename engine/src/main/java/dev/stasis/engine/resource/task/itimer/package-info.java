/**
 * The three interval timers of a process: real, virtual and profiling time.
 *
 * <p>Kernel contract: getitimer(2) and setitimer(2) inside the leader. What is left counts from the restore on: time
 * between dump and restore does not pass for it. A timer that is not armed has no interval either, for the kernel.
 */
@NullMarked
package dev.stasis.engine.resource.task.itimer;

import org.jspecify.annotations.NullMarked;
