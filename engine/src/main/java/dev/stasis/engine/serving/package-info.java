/** What all servers have in common: going into the background, pid file, status descriptor, the status-ready hook. */
@NullMarked
package dev.stasis.engine.serving;

import org.jspecify.annotations.NullMarked;
