package dev.stasis.app;

import java.io.PrintStream;

/**
 * Standard output and error of the program.
 *
 * @param name what the program was called as, {@code stasis} or {@code criu}; messages begin with it
 */
record Terminal(PrintStream out, PrintStream err, String name) {
    private static final String NAME_PROPERTY = "stasis.name";

    /** The name under which {@code bin/} started this program. */
    static String programName() {
        return System.getProperty(NAME_PROPERTY, "stasis");
    }
}
