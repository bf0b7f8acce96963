package dev.stasis.image.tool;

/** A text that is no image. The message tells where and why. */
public final class BadImageText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadImageText(String message) {
        super(message);
    }
}
