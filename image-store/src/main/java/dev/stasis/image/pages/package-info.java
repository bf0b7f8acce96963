/**
 * Pages: which are in an image set ({@link dev.stasis.image.pages.Pagemap}), and where the content of each is
 * ({@link dev.stasis.image.pages.PageChain}), be it in the set itself or in one that it builds on.
 *
 * <p>A pagemap has runs of pages by ascending address. Those with the flag {@link dev.stasis.image.pages.PageFlags#PRESENT} have their
 * content in the pages file of the set, one behind the other in the order of the runs. Those with
 * {@link dev.stasis.image.pages.PageFlags#PARENT} have it in the parent set, under the same name. A page in no run is zero.
 */
@NullMarked
package dev.stasis.image.pages;

import org.jspecify.annotations.NullMarked;
