/** The engine behind its door. */
@NullMarked
package dev.stasis.engine;

import org.jspecify.annotations.NullMarked;
