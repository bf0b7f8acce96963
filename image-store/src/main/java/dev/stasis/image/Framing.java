package dev.stasis.image;

/** How a file begins. All words are little endian. */
public enum Framing {
    /** The common magic, then the magic of the type; in image sets of version 1 just the latter. */
    NORMAL,
    /** Only the magic of the type: {@code inventory.img}, whose version says how the other files begin. */
    INVENTORY,
    /** The service magic, then the magic of the type: files of the work directory. */
    SERVICE,
    /** No magic and no records: pages, archives, output of tools. */
    RAW
}
