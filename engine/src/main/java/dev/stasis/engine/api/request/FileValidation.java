package dev.stasis.engine.api.request;

/** How restore makes sure that a file is still the one that was dumped. */
public enum FileValidation {
    /** Size alone. */
    FILE_SIZE,
    /** Size, and the ELF build id where the file has one. */
    BUILD_ID
}
