package dev.stasis.image;

/** What a committed image set survives. */
public enum Durability {
    /** The death of this process at any moment. The kernel writes to disk when it likes to, as with CRIU. */
    PROCESS,
    /** A power cut, too: every file is on disk before the set counts as complete. Takes as long as the disk needs. */
    HOST
}
