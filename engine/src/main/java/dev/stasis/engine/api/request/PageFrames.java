package dev.stasis.engine.api.request;

/** Which frames a client of a page server speaks. Servers tell by what comes. */
public enum PageFrames {
    /** Asks the server, before anything is frozen. */
    AUTO("auto"),
    /** 24 bytes: CRIU up to 4.1. */
    NARROW("24"),
    /** 32 bytes: CRIU from 4.2 on. */
    WIDE("32");

    private final String word;

    PageFrames(String word) {
        this.word = word;
    }

    /** The value of the option. */
    public String word() {
        return word;
    }
}
