/**
 * Pages that nobody will ask for are given back to the file system: holes are punched into the pages files of parent sets, or
 * of a set that was restored. Pagemaps and the lengths of files stay as they are, so that all offsets stay valid.
 *
 * <p>Order, so that a crash at any instant loses nothing: the newer set is on the disk; what is given up is marked as such
 * ({@link dev.stasis.image.DedupMark}); only then the holes are punched.
 */
@NullMarked
package dev.stasis.engine.pages.dedup;

import org.jspecify.annotations.NullMarked;
