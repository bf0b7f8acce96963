/**
 * Finds what contradicts itself in an image set, before a restore starts anything: {@link dev.stasis.image.check.ImageSetCheck}.
 *
 * <p>Each class looks at one subject and throws {@link dev.stasis.image.ImageDamagedException}, naming file, record and
 * field. What the kernel would refuse later is refused here, where no process exists yet that must be taken back.
 */
@NullMarked
package dev.stasis.image.check;

import org.jspecify.annotations.NullMarked;
