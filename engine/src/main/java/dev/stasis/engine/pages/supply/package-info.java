/**
 * The side that has the pages which a lazy-pages daemon asks for: an image set, or the memory of a dumped tree that stands
 * still. It lets go of them when the daemon says that all are in their places, and not before.
 */
@NullMarked
package dev.stasis.engine.pages.supply;

import org.jspecify.annotations.NullMarked;
