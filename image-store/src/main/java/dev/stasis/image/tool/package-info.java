/**
 * Images as text, the way CRIU's {@code crit} shows and takes them: {@link dev.stasis.image.tool.ImageTool}.
 *
 * <p>An image is a JSON object of a {@code magic} and a list of {@code entries}; a record is an object with the names of the
 * schemas; what follows a record is its member {@code extra}. How a field is shown to people is an option of the schema
 * ({@code opts.proto}).
 */
@NullMarked
package dev.stasis.image.tool;

import org.jspecify.annotations.NullMarked;
