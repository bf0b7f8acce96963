/**
 * Pipes: their ends as open files, what is in them, and how much they hold. FIFOs share the content.
 *
 * <p>A pipe in packet mode (O_DIRECT) has one record of content for each packet, where other pipes have one in all.
 */
@NullMarked
package dev.stasis.engine.resource.file.pipe;

import org.jspecify.annotations.NullMarked;
