/** The engine's door: requests in, outcomes and errors out. */
@NullMarked
package dev.stasis.engine.api;

import org.jspecify.annotations.NullMarked;
