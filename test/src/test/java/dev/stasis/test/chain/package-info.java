/** Chains of sets: what a process wrote while it ran is all in them. */
@NullMarked
package dev.stasis.test.chain;

import org.jspecify.annotations.NullMarked;
