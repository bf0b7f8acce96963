package dev.stasis.image;

/** How many records a file has. */
public enum Multiplicity {
    /** Exactly one, where the file exists at all. */
    ONE,
    MANY,
    /** A {@code PagemapHead}, then any number of {@code PagemapEntry}. */
    HEAD_AND_MANY,
    /** None: a raw file. */
    NONE
}
