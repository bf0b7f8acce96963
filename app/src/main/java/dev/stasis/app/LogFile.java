package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.option.LogSettings;
import java.nio.file.Path;

/**
 * The log in CRIU's line format: {@code (00.001234) Error (File.java:12): text}. The time counts from the start of the
 * program and is left out below verbosity 3.
 */
final class LogFile implements Log, AutoCloseable {
    private static final String STANDARD_OUTPUT = "-";

    private final LogTarget target;
    private final int verbosity;
    private final LogClock clock;
    private final String prefix;
    private final TaskLogs tasks;

    private LogFile(LogTarget target, int verbosity, LogClock clock, String prefix, TaskLogs tasks) {
        this.target = target;
        this.verbosity = verbosity;
        this.clock = clock;
        this.prefix = prefix;
        this.tasks = tasks;
    }

    /** What is logged before the log is open. */
    static LogFile onStandardError(Terminal terminal, int verbosity, LogClock clock) {
        return new LogFile(LogTarget.standardError(terminal), verbosity, clock, "", TaskLogs.SHARED);
    }

    /** Opens the log that {@code settings} name; a file lies in the work directory. */
    static LogFile open(LogSettings settings, Path work, Terminal terminal, LogClock clock) {
        if (settings.file().isEmpty()) {
            return onStandardError(terminal, settings.verbosity(), clock);
        }
        String name = settings.file().get();
        if (name.equals(STANDARD_OUTPUT)) {
            LogTarget output = LogTarget.standardOutput(terminal);
            return new LogFile(output, settings.verbosity(), clock, "", TaskLogs.SHARED);
        }
        Path file = work.resolve(name);
        TaskLogs tasks = settings.perPid() ? pid -> LogTarget.file(Path.of(file + "." + pid)) : TaskLogs.SHARED;
        return new LogFile(LogTarget.file(file), settings.verbosity(), clock, "", tasks);
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
        synchronized (target.stream()) {
            target.stream().print(head + prefix + kind + text + "\n");
            target.stream().flush();
        }
    }

    /** The log is a file of its own, which the user of the terminal does not see. */
    boolean isHidden() {
        return target.isFile();
    }

    @Override
    public ProcessBuilder.Redirect forPrograms() {
        return target.programs();
    }

    @Override
    public Log forTask(int pid) {
        LogTarget own = tasks.open(pid);
        String head = String.format("%6d: ", pid);
        return new LogFile(own == null ? target : own, verbosity, clock, head, TaskLogs.SHARED);
    }

    @Override
    public void close() {
        if (target.isFile()) {
            target.stream().close();
        }
    }
}
