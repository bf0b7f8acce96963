/** What a dump or a restore measured, in CRIU's units. */
@NullMarked
package dev.stasis.engine.api.stats;

import org.jspecify.annotations.NullMarked;
