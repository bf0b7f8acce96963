/**
 * Restoring a tree: a seed process started under ptrace, every task cloned from it at its old id, and everything else made
 * by system calls inside the tasks. While it is being built the tree dies with this process; it is released all at once.
 */
@NullMarked
package dev.stasis.engine.restore;

import org.jspecify.annotations.NullMarked;
