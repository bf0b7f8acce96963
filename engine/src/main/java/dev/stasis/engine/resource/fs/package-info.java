/** Where a process works: its working directory, its root, and the umask of the files it makes. */
@NullMarked
package dev.stasis.engine.resource.fs;

import org.jspecify.annotations.NullMarked;
