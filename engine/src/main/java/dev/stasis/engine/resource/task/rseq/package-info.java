/**
 * The registration of a thread's restartable-sequence area (man 2 rseq, linux/rseq.h): memory in which the kernel tells the
 * current CPU, and on whose word it aborts a sequence that was interrupted.
 *
 * <p>Kernel contract. Read: PTRACE_GET_RSEQ_CONFIGURATION at the freeze (Linux 5.13), before the first injected call, which
 * would clear the current section; a thread found inside one is wound to its abort address. Written: rseq(2) inside the
 * thread, once its memory is filled. The registration's flags are 0 in all kernels and not kept.
 */
@NullMarked
package dev.stasis.engine.resource.task.rseq;

import org.jspecify.annotations.NullMarked;
