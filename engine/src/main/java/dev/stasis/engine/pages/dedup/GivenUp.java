package dev.stasis.engine.pages.dedup;

/**
 * What was given back to the file system.
 *
 * @param files pages files with holes in them now
 * @param bytes in all holes; those that were holes before are counted again
 */
public record GivenUp(int files, long bytes) {
    static final GivenUp NOTHING = new GivenUp(0, 0);
}
