/**
 * Compressed pages files: {@code pages-N.img.zst} in place of {@code pages-N.img}. The format is Zstandard's seekable one:
 * frames of at most 1 MiB of pages, each by itself and with a checksum, and behind them a table of their lengths in a frame
 * that decompressors skip. Any {@code zstd -d} makes the plain file of it.
 */
@NullMarked
package dev.stasis.image.compress;

import org.jspecify.annotations.NullMarked;
