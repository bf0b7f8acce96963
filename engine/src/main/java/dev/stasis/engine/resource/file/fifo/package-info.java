/** FIFOs: pipes with a path. Path, flags and owner of an open FIFO are those of a file record beside it. */
@NullMarked
package dev.stasis.engine.resource.file.fifo;

import org.jspecify.annotations.NullMarked;
