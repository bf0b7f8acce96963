/** Stasis as a whole, from outside: workloads, real programs and the real CRIU against bin/stasis. */
@NullMarked
package dev.stasis.test;

import org.jspecify.annotations.NullMarked;
