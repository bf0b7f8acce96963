/**
 * What a thread computes with: general registers, floating-point and vector registers, signal mask.
 *
 * <p>Kernel contract. Read: PTRACE_GETREGSET NT_PRSTATUS and PTRACE_GETSIGMASK when the thread is stopped, before any call
 * is injected (see {@link dev.stasis.engine.trace.ThreadState}); NT_X86_XSTATE, which injected calls leave alone. An
 * interrupted system call is wound back in the image, a sleep in progress answers EINTR there. Written: the same three
 * sets, the last thing of all, for every injected call needs the registers. Setting orig_rax to -1 keeps the kernel from
 * restarting a call once more.
 *
 * <p>Kept by the image: x87, SSE, AVX, MPX, AVX-512, protection keys. Refused: AMX tiles and later state in use, shadow
 * stacks, 32-bit code.
 */
@NullMarked
package dev.stasis.engine.resource.task.registers;

import org.jspecify.annotations.NullMarked;
