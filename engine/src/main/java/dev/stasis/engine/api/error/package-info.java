/** What can go wrong, as a sealed family: each error says what, on whom, why, and what now. */
@NullMarked
package dev.stasis.engine.api.error;

import org.jspecify.annotations.NullMarked;
