/** Open files from kernel to kernel: stand-ins for a session, and programs that hold the files. */
@NullMarked
package dev.stasis.engine.resource.file;

import org.jspecify.annotations.NullMarked;
