package dev.stasis.engine.api.option;

import org.jspecify.annotations.Nullable;

/**
 * One use of an option.
 *
 * @param shown the option for messages: {@code -t} or {@code --tree}, as it was given
 * @param argument its value; null where none was given
 * @param negated it was given as {@code --no-NAME}
 */
public record Occurrence(String shown, @Nullable String argument, boolean negated) {
    /** The value of an option that cannot be without one. */
    public String text() {
        if (argument == null) {
            throw new IllegalStateException(shown + " came without its value");
        }
        return argument;
    }

    /** The error CRIU has for a value it cannot use. */
    public CommandLineError invalid() {
        return CommandLineError.value("invalid argument for " + shown + ": " + text());
    }
}
