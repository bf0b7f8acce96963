/**
 * Descriptors of epoll_create(2) and what they watch.
 *
 * <p>Watched files are known by their number in the process that holds the eventpoll. One whose number was closed, while the
 * file is still open under another, is written and added again by the other. Two things cannot be told to epoll_ctl(2):
 * that an edge was seen already, so that an edge-triggered watch may report once more; and that a one-shot watch that
 * has fired waits not even for errors.
 */
@NullMarked
package dev.stasis.engine.resource.file.eventpoll;

import org.jspecify.annotations.NullMarked;
