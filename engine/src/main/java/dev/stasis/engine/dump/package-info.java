/** Saving a tree: a session of stages, and what the kinds see of the frozen tree. */
@NullMarked
package dev.stasis.engine.dump;

import org.jspecify.annotations.NullMarked;
