/**
 * Descriptors of timerfd_create(2). The image holds the time that remains, of absolute timers too: the time between dump and
 * restore does not count.
 */
@NullMarked
package dev.stasis.engine.resource.file.timerfd;

import org.jspecify.annotations.NullMarked;
