/**
 * Constants of the kernel's uapi headers, one class per header and named after it, each constant by its C name. A test proves
 * them against the C compiler. "since" beside a constant names the first kernel that has it; the others are older than Linux 4.0.
 *
 * <p>A constant is an {@code int} where its value fits, and a {@code long} where an int would turn negative; only
 * {@code EPOLLET} is negative on purpose, for events are 32 bits. Wide enough for any call: the system call seam takes longs.
 */
@NullMarked
package dev.stasis.engine.kernel.abi;

import org.jspecify.annotations.NullMarked;
