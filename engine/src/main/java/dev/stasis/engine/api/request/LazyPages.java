package dev.stasis.engine.api.request;

import java.util.Optional;

/**
 * Fills the memory of lazily restored tasks.
 *
 * @param source the page server to fetch from; absent: the image set's own pages
 */
public record LazyPages(ImageDirs dirs, Optional<PageEndpoint> source, Serving serving) implements Request {}
