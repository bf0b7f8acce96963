/** How pages are kept and counted: compressed sets, statistics. */
@NullMarked
package dev.stasis.test.pages;

import org.jspecify.annotations.NullMarked;
