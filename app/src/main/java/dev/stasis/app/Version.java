package dev.stasis.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Which CRIU this is compatible with, and which Stasis it is. */
final class Version {
    /** Scripts compare this: {@code criu --version} begins with it. */
    static final String CRIU = "4.2";

    private Version() {}

    static String text() {
        return "Version: " + CRIU + "\nStasis: " + stasis();
    }

    /** From a resource that the build fills in. */
    static String stasis() {
        try (InputStream stream = Version.class.getResourceAsStream("version.txt")) {
            if (stream == null) {
                throw new IllegalStateException("the program's jar lacks version.txt: build it again");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
