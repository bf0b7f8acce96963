package dev.stasis.engine.api;

/**
 * Where a session writes what it does. Levels and their numbers are CRIU's: {@code -v1} shows errors, {@code -v4} all.
 * Implementations may be called by several threads.
 */
public interface Log {
    /** The number of {@code -v}: a line is written when the log's verbosity is at least its level's number. */
    enum Level {
        ERROR(1),
        WARNING(2),
        INFO(3),
        DEBUG(4);

        private final int verbosity;

        Level(int verbosity) {
            this.verbosity = verbosity;
        }

        public int verbosity() {
            return verbosity;
        }
    }

    /** Swallows everything; for tests. */
    Log NONE = new Log() {
        @Override
        public boolean shows(Level level) {
            return false;
        }

        @Override
        public void write(Level level, String text) {}

        @Override
        public Log forTask(int pid) {
            return this;
        }
    };

    /** Ask before building an expensive text. */
    boolean shows(Level level);

    /** Writes one line; {@code text} has no line end. */
    void write(Level level, String text);

    /**
     * The log of what happens on behalf of a restored task: lines carry its pid, and go to a file of their own with
     * {@code --log-pid}.
     */
    Log forTask(int pid);

    /** Where a program that the session starts writes to, whatever the verbosity: the log's own file, mostly. */
    default ProcessBuilder.Redirect forPrograms() {
        return ProcessBuilder.Redirect.INHERIT;
    }

    default void error(String text) {
        write(Level.ERROR, text);
    }

    default void warn(String text) {
        write(Level.WARNING, text);
    }

    default void info(String text) {
        write(Level.INFO, text);
    }

    default void debug(String text) {
        write(Level.DEBUG, text);
    }
}
