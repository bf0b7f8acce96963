/** Asking the C compiler what the kernel's headers say. */
@NullMarked
package dev.stasis.engine.kernel.ccompiler;

import org.jspecify.annotations.NullMarked;
