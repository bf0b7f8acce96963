package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.option.CommandLineError;
import dev.stasis.engine.api.option.LogSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * The log in CRIU's line format: {@code (00.001234) Error (File.java:12): text}. The time counts from the start of the
 * program and is left out below verbosity 3.
 */
final class LogFile implements Log, AutoCloseable {
    private static final String STANDARD_OUTPUT = "-";

    private final PrintStream stream;
    private final int verbosity;
    private final LogClock clock;
    private final String prefix;
    private final TaskLogs tasks;
    private final boolean owned;

    private LogFile(PrintStream stream, int verbosity, LogClock clock, String prefix, TaskLogs tasks, boolean owned) {
        this.stream = stream;
        this.verbosity = verbosity;
        this.clock = clock;
        this.prefix = prefix;
        this.tasks = tasks;
        this.owned = owned;
    }

    /** What is logged before the log is open. */
    static LogFile onStandardError(Terminal terminal, int verbosity, LogClock clock) {
        return new LogFile(terminal.err(), verbosity, clock, "", TaskLogs.SHARED, false);
    }

    /** Opens the log that {@code settings} name, as a new and private file in the work directory. */
    static LogFile open(LogSettings settings, Path work, Terminal terminal, LogClock clock) {
        if (settings.file().isEmpty()) {
            return onStandardError(terminal, settings.verbosity(), clock);
        }
        String name = settings.file().get();
        if (name.equals(STANDARD_OUTPUT)) {
            return new LogFile(terminal.out(), settings.verbosity(), clock, "", TaskLogs.SHARED, false);
        }
        Path file = work.resolve(name);
        TaskLogs tasks = settings.perPid() ? pid -> create(Path.of(file + "." + pid)) : TaskLogs.SHARED;
        return new LogFile(create(file), settings.verbosity(), clock, "", tasks, true);
    }

    private static PrintStream create(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.newByteChannel(
                            file,
                            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    Set.copyOf(PosixFilePermissions.fromString("rw-------"))))
                    .close();
            return new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8);
        } catch (NoSuchFileException noDirectory) {
            throw CommandLineError.value("Can't create log file " + file + ": No such file or directory");
        } catch (IOException refused) {
            throw CommandLineError.value("Can't create log file " + file + ": " + refused.getMessage());
        }
    }

    @Override
    public boolean shows(Level level) {
        return verbosity >= level.verbosity();
    }

    @Override
    public void write(Level level, String text) {
        if (shows(level)) {
            boolean placed = level == Level.ERROR || level == Level.WARNING;
            line(level, placed ? SourceLocation.ofCaller() : "", text);
        }
    }

    void error(Throwable origin) {
        error(origin, String.valueOf(origin.getMessage()));
    }

    /** An error that arose elsewhere. */
    void error(Throwable origin, String text) {
        if (shows(Level.ERROR)) {
            line(Level.ERROR, SourceLocation.of(origin), text);
        }
    }

    private void line(Level level, String place, String text) {
        String head = verbosity >= Level.INFO.verbosity() ? clock.stamp() : "";
        String kind = switch (level) {
            case ERROR -> "Error (" + place + "): ";
            case WARNING -> "Warn  (" + place + "): ";
            case INFO, DEBUG -> "";
        };
        synchronized (stream) {
            stream.print(head + prefix + kind + text + "\n");
            stream.flush();
        }
    }

    /** The log is a file of its own, which the user of the terminal does not see. */
    boolean isHidden() {
        return owned;
    }

    @Override
    public Log forTask(int pid) {
        PrintStream own = tasks.open(pid);
        return new LogFile(
                own == null ? stream : own,
                verbosity,
                clock,
                String.format("%6d: ", pid),
                TaskLogs.SHARED,
                own != null);
    }

    @Override
    public void close() {
        if (owned) {
            stream.close();
        }
    }
}
