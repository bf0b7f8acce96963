package dev.stasis.engine.pages;

/** What to do about pages that are gone when they are to be copied. */
public enum LostPages {
    /** They must be there: the process stands still. */
    REFUSE,
    /**
     * Zeros are written for them: the process runs on and has given them up since. Nothing will read those zeros, for what
     * is mapped there now is not known to be unchanged, and the next set tells anew which pages there are.
     */
    ZEROS
}
