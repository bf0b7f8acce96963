/** The tree of processes that is dumped or restored: who is whose child, stopping it, letting it go. */
@NullMarked
package dev.stasis.engine.tree;

import org.jspecify.annotations.NullMarked;
