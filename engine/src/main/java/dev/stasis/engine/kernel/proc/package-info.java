/** Parsers of /proc files, one class per file. */
@NullMarked
package dev.stasis.engine.kernel.proc;

import org.jspecify.annotations.NullMarked;
