/**
 * Descriptors of eventfd(2).
 *
 * <p>The image has no field for EFD_SEMAPHORE: it is kept as bit 0 of the flags, which no eventfd has otherwise, for all
 * are O_RDWR. CRIU ignores the bit, and does not write it.
 */
@NullMarked
package dev.stasis.engine.resource.file.eventfd;

import org.jspecify.annotations.NullMarked;
