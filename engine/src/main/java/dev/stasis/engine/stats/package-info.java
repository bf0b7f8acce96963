/** The files {@code stats-dump} and {@code stats-restore} of the work directory. */
@NullMarked
package dev.stasis.engine.stats;

import org.jspecify.annotations.NullMarked;
