package dev.stasis.engine.api.request;

/** How a pre-dump copies pages. */
public enum PreDumpMode {
    /** The pages are gathered in pipes by the task itself. */
    SPLICE,
    /** The pages are read from outside. */
    READ
}
