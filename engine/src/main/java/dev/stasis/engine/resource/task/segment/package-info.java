/**
 * Thread-local segment descriptors: the three GDT slots that set_thread_area(2) fills. 64-bit code has its thread pointer
 * in fs_base, which is a register; these are for 32-bit code and for what imitates it.
 *
 * <p>Kernel contract: PTRACE_GET_THREAD_AREA and PTRACE_SET_THREAD_AREA from outside, slots 12 to 14. A kernel without 32-bit
 * support refuses the first; then all slots are empty.
 */
@NullMarked
package dev.stasis.engine.resource.task.segment;

import org.jspecify.annotations.NullMarked;
