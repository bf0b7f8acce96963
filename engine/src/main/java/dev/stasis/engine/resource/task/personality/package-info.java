/**
 * The execution domain of a process (man 2 personality), and with it, for information only, the kernel's PF_ flags.
 *
 * <p>Kernel contract. Read: /proc/PID/personality, eight hexadecimal digits, and field 9 of stat. Written: personality(2)
 * inside the leader before other threads matter, for what it decides (layout, READ_IMPLIES_EXEC) is only asked at mmap and
 * exec. CRIU's image holds those digits read as a decimal number, up to the first letter, and CRIU does not apply them. We
 * apply what can only be meant one way: a number whose digits end in 00 or 08 (PER_LINUX, PER_LINUX32).
 *
 * <p>Not kept: values with a hexadecimal letter, for the image has no place for it.
 */
@NullMarked
package dev.stasis.engine.resource.task.personality;

import org.jspecify.annotations.NullMarked;
