package dev.stasis.image.tool;

/** A command of the image tool was called in a way that it does not know. */
final class BadArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
        super(message);
    }
}
