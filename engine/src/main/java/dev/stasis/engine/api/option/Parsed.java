package dev.stasis.engine.api.option;

/** What a command line asks for. */
public sealed interface Parsed permits Parsed.Help, Parsed.Version, Invocation {
    /** {@code --help}, wherever it stands. */
    record Help() implements Parsed {}

    /** {@code --version}, when nothing before it was wrong. */
    record Version() implements Parsed {}
}
