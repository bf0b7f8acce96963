package dev.stasis.app;

import dev.stasis.engine.api.option.CommandLineError;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where log lines go.
 *
 * @param programs how a program that the session starts gets there
 * @param isFile it is a file that the user of the terminal does not see, closed with the log
 */
record LogTarget(PrintStream stream, Redirect programs, boolean isFile) {
    private static final Set<StandardOpenOption> NEW_OR_EMPTY =
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    static LogTarget standardError(Terminal terminal) {
        return new LogTarget(terminal.err(), standardError(), false);
    }

    /** A program's standard output can be had in our standard error only by opening that again; a socket cannot. */
    private static Redirect standardError() {
        File file = new File("/proc/self/fd/2");
        return file.exists() && file.canWrite() ? Redirect.appendTo(file) : Redirect.INHERIT;
    }

    static LogTarget standardOutput(Terminal terminal) {
        return new LogTarget(terminal.out(), Redirect.INHERIT, false);
    }

    /** A private file, emptied if it is there already. Everybody appends: this program and those that it starts. */
    static LogTarget file(Path file) {
        try {
            Files.newByteChannel(
                            file,
                            NEW_OR_EMPTY,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                    .close();
            PrintStream stream = new PrintStream(
                    Files.newOutputStream(file, StandardOpenOption.APPEND), false, StandardCharsets.UTF_8);
            return new LogTarget(stream, Redirect.appendTo(file.toFile()), true);
        } catch (NoSuchFileException noDirectory) {
            throw CommandLineError.value("Can't create log file " + file + ": No such file or directory");
        } catch (IOException refused) {
            throw CommandLineError.value("Can't create log file " + file + ": " + refused.getMessage());
        }
    }
}
