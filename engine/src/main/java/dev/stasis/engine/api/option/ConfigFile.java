package dev.stasis.engine.api.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CRIU's configuration files: an option without its dashes on each line, blanks, its value. {@code #} begins a comment.
 * A value with blanks stands in double quotes, in which {@code \"} is a quote; {@code ""} is the empty value.
 */
final class ConfigFile {
    private static final String BLANKS = " \t\r";

    private ConfigFile() {}

    /** The words that the same options would be on a command line. {@code file} is for messages. */
    static List<String> words(Path file, String text) {
        List<String> words = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Line parsed = new Line(line, file + ":" + number);
            parsed.addTo(words);
        }
        return words;
    }

    /** One line, read from left to right. */
    private static final class Line {
        private final String text;
        private final String place;
        private int at;

        Line(String text, String place) {
            this.text = text;
            this.place = place;
        }

        void addTo(List<String> words) {
            skipBlanks();
            if (atEnd()) {
                return;
            }
            words.add("--" + bare());
            skipBlanks();
            if (atEnd()) {
                return;
            }
            words.add(text.charAt(at) == '"' ? quoted() : bare());
            skipBlanks();
            if (!atEnd()) {
                throw broken("has words after the value");
            }
        }

        private void skipBlanks() {
            while (at < text.length() && BLANKS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }

        private boolean atEnd() {
            return at >= text.length() || text.charAt(at) == '#';
        }

        private String bare() {
            int from = at;
            while (!atEnd() && BLANKS.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return unescaped(text.substring(from, at));
        }

        private String quoted() {
            int from = ++at;
            while (at < text.length() && (text.charAt(at) != '"' || text.charAt(at - 1) == '\\')) {
                at++;
            }
            if (at >= text.length()) {
                throw broken("lacks an end quote");
            }
            return unescaped(text.substring(from, at++));
        }

        private static String unescaped(String value) {
            return value.replace("\\\"", "\"");
        }

        private CommandLineError broken(String what) {
            return CommandLineError.value("Unsupported configuration file format: line " + place + " " + what);
        }
    }
}
