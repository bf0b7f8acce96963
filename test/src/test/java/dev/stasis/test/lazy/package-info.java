/** Memory that is brought late: local, from another host's image set, and out of a tree that stands still there. */
@NullMarked
package dev.stasis.test.lazy;

import org.jspecify.annotations.NullMarked;
