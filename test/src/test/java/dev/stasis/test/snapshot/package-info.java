/** Dumps of running programs from a copy of their memory. */
@org.jspecify.annotations.NullMarked
package dev.stasis.test.snapshot;
