/** What tracing needs to know of x86-64: registers and the machine code put into targets. */
@NullMarked
package dev.stasis.engine.trace.x86_64;

import org.jspecify.annotations.NullMarked;
