/**
 * What the running kernel can do: a table of features, each with the question that finds it out. A question is asked of the
 * kernel itself, by a harmless call, never by comparing version numbers: distributions carry features back.
 */
@NullMarked
package dev.stasis.engine.kernel.feature;

import org.jspecify.annotations.NullMarked;
