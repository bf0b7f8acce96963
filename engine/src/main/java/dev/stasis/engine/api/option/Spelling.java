package dev.stasis.engine.api.option;

import java.util.stream.Stream;

/** A long name as it may be typed: {@code shell-job}, or {@code no-shell-job}. */
record Spelling(String name, Option<?> option, boolean negated) {
    static Stream<Spelling> of(Option<?> option) {
        Spelling plain = new Spelling(option.name(), option, false);
        return option.negatable()
                ? Stream.of(plain, new Spelling(Option.NEGATION + option.name(), option, true))
                : Stream.of(plain);
    }

    /** Any beginning may stand for it, and for others, too. */
    boolean isShortenedTo(String text) {
        return OptionCatalogue.own().contains(option) ? name.equals(text) : name.startsWith(text);
    }

    Argument argument() {
        return option.argument();
    }
}
