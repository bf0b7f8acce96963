/**
 * Memory that is brought after the restore, when it is touched: the restored tasks give their userfaultfds away, the
 * lazy-pages daemon fills what is missing, from an image set or from a host that still holds the pages.
 */
@NullMarked
package dev.stasis.engine.pages.lazy;

import org.jspecify.annotations.NullMarked;
