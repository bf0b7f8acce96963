/** Which part may know which. */
@NullMarked
package dev.stasis.test.architecture;

import org.jspecify.annotations.NullMarked;
