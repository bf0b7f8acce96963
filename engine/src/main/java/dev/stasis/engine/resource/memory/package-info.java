/**
 * Address spaces: their mappings, and what the kernel remembers of the program in them. Contents of pages are the subject
 * of {@link dev.stasis.engine.pages}.
 *
 * <p>Read: /proc/PID/smaps, stat, auxv, map_files; brk(2) and three prctl(2) inside the process. Made again: mmap(2) at the
 * old address, madvise(2), mlock2(2), mprotect(2), arch_prctl(ARCH_MAP_VDSO_64), prctl(PR_SET_MM_MAP).
 *
 * <p>Not kept, for images have no place for it: names given by PR_SET_VMA_ANON_NAME, mseal(2), PR_SET_MDWE, all three with
 * a warning; MCL_FUTURE of mlockall(2), PR_SET_MEMORY_MERGE and memory policies; which neighbours the kernel had merged;
 * the accounting mark of memory that was writable once. Refused: System V segments, huge pages of hugetlbfs, devices, rings
 * of io_setup(2) and of packet sockets, shadow stacks, protection keys.
 */
@NullMarked
package dev.stasis.engine.resource.memory;

import org.jspecify.annotations.NullMarked;
