/** The seam to the kernel: one raw system call, native memory, and typed calls over both. */
@NullMarked
package dev.stasis.engine.kernel.call;

import org.jspecify.annotations.NullMarked;
