/**
 * Signals that were sent and not yet taken: of a process, and of each of its threads.
 *
 * <p>Kernel contract. Read: PTRACE_PEEKSIGINFO, shared and own queue, with siginfo and in order. Written:
 * rt_sigqueueinfo(2) and rt_tgsigqueueinfo(2) inside the task, which may send itself signals of any origin, SI_USER and
 * SI_KERNEL included; all signals are blocked then, so that they stay. A signal whose action is to ignore it stays too, for
 * it is blocked. SIGTRAP and SIGSTOP cannot be blocked in a task under construction: such a one is left out with a word.
 */
@NullMarked
package dev.stasis.engine.resource.task.pending;

import org.jspecify.annotations.NullMarked;
