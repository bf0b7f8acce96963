/**
 * Terminals: pseudo terminals with both ends in the tree, and the terminal that a shell job shares with its shell, which
 * becomes the terminal of whoever restores the job.
 *
 * <p>What was typed or printed and not read yet is not kept; a dump warns of it.
 */
@NullMarked
package dev.stasis.engine.resource.file.tty;

import org.jspecify.annotations.NullMarked;
