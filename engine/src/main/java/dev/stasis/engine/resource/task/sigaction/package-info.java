/**
 * What a process does on each signal (man 2 rt_sigaction).
 *
 * <p>Kernel contract. Read: rt_sigaction inside the leader, only for the signals that /proc/PID/status names in SigCgt and
 * SigIgn, and for SIGCHLD, whose SA_NOCLDWAIT counts with the default action too. Written: rt_sigaction inside the leader,
 * all but SIGKILL and SIGSTOP, because a seed inherits what its starter ignores. SIGTRAP's comes last: the restore itself
 * lives by its traps.
 */
@NullMarked
package dev.stasis.engine.resource.task.sigaction;

import org.jspecify.annotations.NullMarked;
