/**
 * Files that have a path: regular files, directories, device nodes without state of their own; opened, mapped, executed,
 * or where a process works.
 *
 * <p>Of RegFileEntry, {@code mnt_id} is not kept (-1 is what sets without a mount namespace say), nor are the checksums,
 * which nobody writes any more.
 */
@NullMarked
package dev.stasis.engine.resource.file.regular;

import org.jspecify.annotations.NullMarked;
