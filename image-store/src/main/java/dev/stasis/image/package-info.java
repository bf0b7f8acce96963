/**
 * CRIU-compatible image sets: which files there are ({@link dev.stasis.image.ImageType}, the one table), reading them
 * ({@link dev.stasis.image.ImageSet}) and writing them ({@link dev.stasis.image.ImageSetWriter}).
 *
 * <p>An image set is a directory. Each file begins with magic words and holds protobuf records, each behind its length
 * as a 32-bit little-endian number; after some records come bytes without any frame of their own, whose number follows
 * from the record ({@link dev.stasis.image.Payload}). A file that is not there is the same as one without records. Pages are in
 * files of their own ({@link dev.stasis.image.pages}).
 *
 * <p>Whatever a file may hold, reading it ends in a value or in an {@link dev.stasis.image.ImageDamagedException}: no length is
 * believed before it was compared with the size of the file.
 */
@NullMarked
package dev.stasis.image;

import org.jspecify.annotations.NullMarked;
