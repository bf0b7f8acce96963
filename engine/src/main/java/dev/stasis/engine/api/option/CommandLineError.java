package dev.stasis.engine.api.option;

/** A command line, configuration file or RPC option that cannot be accepted. The exit code is 1 in each case. */
public final class CommandLineError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, which decides what is shown. */
    public enum Kind {
        /** A value: the message. */
        VALUE,
        /** The command or a choice of words: the message, then the usage text. */
        USAGE,
        /** The form: getopt's message after the program's name, then the usage text. */
        SYNTAX
    }

    private final Kind kind;

    private CommandLineError(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    public static CommandLineError value(String message) {
        return new CommandLineError(message, Kind.VALUE);
    }

    public static CommandLineError usage(String message) {
        return new CommandLineError(message, Kind.USAGE);
    }

    static CommandLineError syntax(String message) {
        return new CommandLineError(message, Kind.SYNTAX);
    }

    public Kind kind() {
        return kind;
    }
}
