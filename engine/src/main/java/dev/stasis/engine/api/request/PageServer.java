package dev.stasis.engine.api.request;

/**
 * Receives pages of a dump elsewhere into the image directory, or serves them to a lazy-pages daemon.
 *
 * @param lazyPages it serves
 * @param autoDedup pages received are punched out of the parent sets
 * @param output how pages received are written
 */
public record PageServer(
        ImageDirs dirs, PageEndpoint endpoint, Serving serving, boolean lazyPages, boolean autoDedup, PageOutput output)
        implements Request {}
