/** Layouts of kernel structs, proven against the C compiler by tests. */
@NullMarked
package dev.stasis.engine.kernel.layout;

import org.jspecify.annotations.NullMarked;
