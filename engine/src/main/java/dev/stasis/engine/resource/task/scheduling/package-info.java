/**
 * How a thread is scheduled: policy, real-time priority, nice value.
 *
 * <p>Kernel contract. Read: sched_getattr from outside, by thread id, and getpriority of real-time threads. Written:
 * sched_setscheduler and setpriority inside the thread, only what differs; more than it may have is refused without CAP_SYS_NICE, and then stays as it is
 * with a word. SCHED_DEADLINE has parameters that images have no place for: refused. Not kept by CRIU's images: the CPUs
 * that a thread may run on (it may run on those of the restoring process), timer slack, utilisation clamps, core
 * scheduling.
 */
@NullMarked
package dev.stasis.engine.resource.task.scheduling;

import org.jspecify.annotations.NullMarked;
