package dev.stasis.engine.resource.file.tty;

/** Kinds of terminals. */
public enum TerminalType {
    /** An end of a pseudo terminal. */
    PTY,
    /** {@code /dev/tty}, whatever that is for the process. */
    CONTROLLING,
    /** One that the caller of the restore brings along. */
    EXTERNAL,
    /** The console, a virtual or a serial terminal: only read from sets of the real CRIU, to refuse them. */
    OTHER
}
