package dev.stasis.engine.api.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads words as getopt_long(3) does: options and operands in any order, clusters of letters, attached values, unique
 * prefixes of long names, {@code --} as the end of options. Messages are glibc's.
 */
final class GetOpt {
    /** An option that was found. */
    record Found(Option<?> option, Occurrence occurrence) {}

    private final List<String> words;
    private final List<String> operands = new ArrayList<>();
    private int next;
    private String cluster = "";

    GetOpt(List<String> words) {
        this.words = words;
    }

    /**
     * The next option, or empty at the end. After an error the next call goes on behind the faulty word.
     *
     * @throws CommandLineError for what is no option of ours
     */
    Optional<Found> next() {
        if (!cluster.isEmpty()) {
            return Optional.of(letter());
        }
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--")) {
                operands.addAll(words.subList(next, words.size()));
                next = words.size();
            } else if (word.startsWith("--")) {
                return Optional.of(name(word.substring(2)));
            } else if (word.startsWith("-") && word.length() > 1) {
                cluster = word.substring(1);
                return Optional.of(letter());
            } else {
                operands.add(word);
            }
        }
        return Optional.empty();
    }

    /** The words that are no options, complete once {@link #next} has come to the end. */
    List<String> operands() {
        return List.copyOf(operands);
    }

    private Found letter() {
        char letter = cluster.charAt(0);
        String rest = cluster.substring(1);
        cluster = "";
        Option<?> option = OptionCatalogue.lettered(letter).orElse(null);
        if (option == null) {
            cluster = rest;
            throw CommandLineError.syntax("invalid option -- '" + letter + "'");
        }
        String value = null;
        switch (option.argument()) {
            case NONE -> cluster = rest;
            case OPTIONAL -> value = rest.isEmpty() ? null : rest;
            case REQUIRED ->
                value = rest.isEmpty() ? following("option requires an argument -- '" + letter + "'") : rest;
        }
        return new Found(option, new Occurrence("-" + letter, value, false));
    }

    private Found name(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? null : text.substring(equals + 1);
        Spelling spelling = spelling(name, text);
        if (value != null && spelling.argument() == Argument.NONE) {
            throw CommandLineError.syntax("option '--" + spelling.name() + "' doesn't allow an argument");
        }
        if (value == null && spelling.argument() == Argument.REQUIRED) {
            value = following("option '--" + spelling.name() + "' requires an argument");
        }
        return new Found(spelling.option(), new Occurrence("--" + spelling.name(), value, spelling.negated()));
    }

    private static Spelling spelling(String name, String text) {
        List<Spelling> candidates = OptionCatalogue.spellings()
                .filter(spelling -> spelling.isShortenedTo(name))
                .collect(Collectors.toList());
        for (Spelling candidate : candidates) {
            if (candidate.name().equals(name)) {
                return candidate;
            }
        }
        if (candidates.isEmpty()) {
            throw CommandLineError.syntax("unrecognized option '--" + text + "'");
        }
        if (candidates.size() > 1) {
            throw CommandLineError.syntax("option '--" + text + "' is ambiguous; possibilities:"
                    + candidates.stream()
                            .map(candidate -> " '--" + candidate.name() + "'")
                            .collect(Collectors.joining()));
        }
        return candidates.get(0);
    }

    private String following(String complaint) {
        if (next >= words.size()) {
            throw CommandLineError.syntax(complaint);
        }
        return words.get(next++);
    }
}
