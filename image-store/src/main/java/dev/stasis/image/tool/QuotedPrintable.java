package dev.stasis.image.tool;

import java.io.ByteArrayOutputStream;

/**
 * Bytes as text by RFC 2045, for names of Unix sockets: as Python's {@code quopri} does it, so that texts are equal to those of
 * {@code crit}. Where that would lose which line ends there were, they are quoted, too.
 */
final class QuotedPrintable {
    private static final int LINE = 76;
    private static final String HEX = "0123456789ABCDEF";

    private final byte[] bytes;
    private final boolean quoteLineEnds;
    private final StringBuilder text = new StringBuilder();
    private int column;

    private QuotedPrintable(byte[] bytes, boolean quoteLineEnds) {
        this.bytes = bytes;
        this.quoteLineEnds = quoteLineEnds;
    }

    static String encode(byte[] bytes) {
        boolean mixedEnds = false;
        for (int i = 1; i < bytes.length; i++) {
            mixedEnds |= bytes[i - 1] == '\r' && bytes[i] == '\n';
        }
        QuotedPrintable encoder = new QuotedPrintable(bytes, mixedEnds);
        for (int i = 0; i < bytes.length; i++) {
            encoder.add(i);
        }
        return encoder.text.toString();
    }

    private void add(int index) {
        int b = bytes[index] & 0xff;
        if (b == '\n' && !quoteLineEnds) {
            quoteLastSpace();
            text.append('\n');
            column = 0;
        } else if (isQuoted(b, index)) {
            breakBefore(3);
            quote(b);
            column += 3;
        } else {
            if (index + 1 < bytes.length && bytes[index + 1] != '\n') {
                breakBefore(1);
            }
            text.append((char) b);
            column++;
        }
    }

    private boolean isQuoted(int b, int index) {
        return switch (b) {
            case '=' -> true;
            case '\r', '\n' -> quoteLineEnds;
            case '\t', ' ' -> index + 1 == bytes.length;
            case '.' -> column == 0 && isLineEnd(index + 1);
            default -> b < 33 || b > 126;
        };
    }

    /** Spaces at the end of a line would be lost. */
    private void quoteLastSpace() {
        int last = text.length() - 1;
        if (last >= 0 && (text.charAt(last) == ' ' || text.charAt(last) == '\t')) {
            char space = text.charAt(last);
            text.setLength(last);
            quote(space);
        }
    }

    private void quote(int b) {
        text.append('=').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
    }

    private boolean isLineEnd(int index) {
        return index == bytes.length || bytes[index] == '\n' || bytes[index] == '\r' || bytes[index] == 0;
    }

    private void breakBefore(int width) {
        if (column + width >= LINE) {
            text.append("=\n");
            column = 0;
        }
    }

    static byte[] decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                throw new BadImageText("\"" + text + "\" has characters that quoted-printable text has not");
            }
            int high = digit(text, i + 1);
            int low = digit(text, i + 2);
            if (c != '=') {
                bytes.write(c);
            } else if (text.startsWith("\r\n", i + 1)) {
                i += 2;
            } else if (text.startsWith("\n", i + 1)) {
                i++;
            } else if (high >= 0 && low >= 0) {
                bytes.write((high << 4) | low);
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }
}
