package dev.stasis.image.tool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text into maps, lists, strings, {@link BigInteger}s and {@link Boolean}s. Images have no fractions and no nulls;
 * those are refused, and so is nesting deeper than any image has.
 */
final class JsonReader {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        if (reader.peek() != 0) {
            throw reader.wrong("the end of the text");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("no more than " + DEEPEST + " levels");
        }
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't', 'f' -> word();
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        take('{');
        while (peek() != '}') {
            if (!members.isEmpty()) {
                take(',');
            }
            peek();
            String name = string();
            take(':');
            if (members.putIfAbsent(name, value(depth + 1)) != null) {
                throw wrong("no second member " + name);
            }
        }
        take('}');
        return members;
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        take('[');
        while (peek() != ']') {
            if (!elements.isEmpty()) {
                take(',');
            }
            elements.add(value(depth + 1));
        }
        take(']');
        return elements;
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw wrong("an escape that JSON has");
        };
    }

    private char unicode() {
        int end = at + 4;
        int value = 0;
        for (; at < end; at++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw wrong("four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }

    private Boolean word() {
        for (String word : new String[] {"true", "false"}) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return Boolean.valueOf(word);
            }
        }
        throw wrong("true or false");
    }

    private BigInteger number() {
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - start > 25 || start == at || !Character.isDigit(text.charAt(at - 1))) {
            throw wrong("a whole number, text, list or object");
        }
        return new BigInteger(text.substring(start, at));
    }

    /** The next character that is no space, 0 at the end; stays before it. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(char wanted) {
        boolean inString = wanted == '"' && at < text.length() && text.charAt(at) == '"';
        if (!inString && peek() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private BadImageText wrong(String wanted) {
        int line = (int) text.substring(0, Math.min(at, text.length())).lines().count();
        return new BadImageText(
                "in line " + Math.max(1, line) + ", at character " + at + " of the text, there should be " + wanted);
    }
}
