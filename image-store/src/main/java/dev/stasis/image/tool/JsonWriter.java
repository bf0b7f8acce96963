package dev.stasis.image.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON as Python's {@code json.dump} does, in ASCII: on one line with a space behind commas and colons, or indented by
 * four.
 */
final class JsonWriter {
    private static final String INDENT = "    ";

    private final OutputStream out;
    private final boolean indented;
    private int depth;
    private boolean empty = true;
    private boolean afterName;

    JsonWriter(OutputStream out, boolean indented) {
        this.out = out;
        this.indented = indented;
    }

    void beginObject() throws IOException {
        begin("{");
    }

    void endObject() throws IOException {
        end("}");
    }

    void beginArray() throws IOException {
        begin("[");
    }

    void endArray() throws IOException {
        end("]");
    }

    void name(String name) throws IOException {
        separate();
        quote(name);
        raw(": ");
        afterName = true;
    }

    void text(String value) throws IOException {
        separate();
        quote(value);
    }

    /** A number, or another word that JSON writes without quotes. */
    void word(String value) throws IOException {
        separate();
        raw(value);
    }

    private void begin(String bracket) throws IOException {
        separate();
        raw(bracket);
        depth++;
        empty = true;
    }

    private void end(String bracket) throws IOException {
        depth--;
        if (!empty) {
            newLine();
        }
        raw(bracket);
        empty = false;
    }

    private void separate() throws IOException {
        if (afterName) {
            afterName = false;
            return;
        }
        if (depth > 0) {
            if (!empty) {
                raw(indented ? "," : ", ");
            }
            newLine();
        }
        empty = false;
    }

    private void newLine() throws IOException {
        if (indented) {
            raw("\n" + INDENT.repeat(depth));
        }
    }

    private void quote(String value) throws IOException {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(quoted, value.charAt(i));
        }
        raw(quoted.append('"').toString());
    }

    private static void escape(StringBuilder quoted, char c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            default -> {
                if (c >= 0x20 && c < 0x7f) {
                    quoted.append(c);
                } else {
                    quoted.append(String.format("\\u%04x", (int) c));
                }
            }
        }
    }

    private void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
