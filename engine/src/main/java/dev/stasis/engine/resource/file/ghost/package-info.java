/**
 * Files that lost their name while they were open: their content is kept in the image set, and put into a new file whose
 * name is taken away at once.
 */
@NullMarked
package dev.stasis.engine.resource.file.ghost;

import org.jspecify.annotations.NullMarked;
