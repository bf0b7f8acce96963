/** Descriptors of this process, owned and closed in a try. */
@NullMarked
package dev.stasis.engine.kernel.fd;

import org.jspecify.annotations.NullMarked;
