package dev.stasis.engine.api.option;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Folds that many options use. */
final class Folds {
    /** On, or off as {@code --no-NAME}. */
    static final Fold<Boolean> FLAG = (before, occurrence) -> !occurrence.negated();

    /** The last text given. */
    static final Fold<Optional<String>> TEXT = (before, occurrence) -> Optional.of(occurrence.text());

    /** All texts given, in order. */
    static final Fold<List<String>> TEXTS = (before, occurrence) -> append(before, occurrence.text());

    /** All words given, separated by commas or by using the option again. */
    static final Fold<List<String>> WORDS = (before, occurrence) -> {
        List<String> words = before;
        for (String word : occurrence.text().split(",", -1)) {
            words = append(words, word);
        }
        return words;
    };

    /** A number above zero. */
    static final Fold<OptionalInt> POSITIVE = (before, occurrence) -> {
        OptionalInt number = number(occurrence.text());
        if (number.isEmpty() || number.getAsInt() <= 0) {
            throw occurrence.invalid();
        }
        return number;
    };

    /** The number of a descriptor. */
    static final Fold<OptionalInt> DESCRIPTOR = (before, occurrence) -> {
        OptionalInt number = number(occurrence.text());
        if (number.isEmpty() || number.getAsInt() < 0) {
            throw occurrence.invalid();
        }
        return number;
    };

    private Folds() {}

    static <T> List<T> append(List<T> before, T last) {
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return List.copyOf(all);
    }

    /** A whole decimal number; empty for anything else. */
    static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    /** As C's atoi(3): leading digits count, no digits are 0. */
    static int leadingNumber(String text) {
        String digits = leadingDigits(text.strip());
        return digits.isEmpty() ? 0 : new BigInteger(digits).intValue();
    }

    /** Bytes; K, M or G anywhere in the text multiplies, as in CRIU. */
    static long bytes(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String digits = leadingDigits(upper.strip());
        long value = digits.isEmpty() ? 0 : new BigInteger(digits).longValue();
        if (upper.contains("K")) {
            return value << 10;
        }
        if (upper.contains("M")) {
            return value << 20;
        }
        return upper.contains("G") ? value << 30 : value;
    }

    private static String leadingDigits(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
