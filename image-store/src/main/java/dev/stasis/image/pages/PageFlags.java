package dev.stasis.image.pages;

/** Flags of a run of pages: {@code PagemapEntry.flags}. */
public final class PageFlags {
    /** The content is in the parent set. Then no other flag is set. */
    public static final int PARENT = 1;
    /** May be brought later, when the task touches it. Alone: the content is not in the set at all. */
    public static final int LAZY = 2;
    /** The content is in the pages file of the set. */
    public static final int PRESENT = 4;

    /** Bytes of a page. */
    public static final int PAGE_SIZE = 4096;

    private static final int ALL = PARENT | LAZY | PRESENT;

    private PageFlags() {}

    /** What is wrong with the flags; empty if nothing is. */
    public static String fault(int flags) {
        if ((flags & ~ALL) != 0) {
            return "has bits that nobody knows: 0x" + Integer.toHexString(flags);
        }
        if (flags == 0) {
            return "is 0: the pages would be nowhere";
        }
        if ((flags & PARENT) != 0 && (flags & PRESENT) != 0) {
            return "says that the pages are both in the parent and here";
        }
        return "";
    }
}
