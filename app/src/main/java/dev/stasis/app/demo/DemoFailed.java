package dev.stasis.app.demo;

/** The demonstration cannot go on; the message says why, for the person who watches. */
final class DemoFailed extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailed(String message) {
        super(message);
    }
}
