/** The program: thin main, CRIU's command line, log and output. */
@NullMarked
package dev.stasis.app;

import org.jspecify.annotations.NullMarked;
