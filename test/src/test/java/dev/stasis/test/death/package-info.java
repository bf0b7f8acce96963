/** What is left when the controller is killed. */
@NullMarked
package dev.stasis.test.death;

import org.jspecify.annotations.NullMarked;
