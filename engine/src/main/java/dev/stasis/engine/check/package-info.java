/** The commands that look at the machine: check, and cpuinfo with its image. */
@NullMarked
package dev.stasis.engine.check;

import org.jspecify.annotations.NullMarked;
