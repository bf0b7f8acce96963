/** Image sets that were spoiled. */
@NullMarked
package dev.stasis.test.mutant;

import org.jspecify.annotations.NullMarked;
