/** {@code stasis demo}: a dump and a restore of a sample program, shown and proven step by step. */
@NullMarked
package dev.stasis.app.demo;

import org.jspecify.annotations.NullMarked;
